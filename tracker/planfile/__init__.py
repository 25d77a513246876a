"""Plan files: YAML in, a resolved :class:`tracker.domain.plan.Plan` out, every error by line and column."""
