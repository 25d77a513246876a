"""What every workbook that the tracker writes shares, be it a return or a report."""
