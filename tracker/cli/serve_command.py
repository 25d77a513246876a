"""``tracker serve``: the board in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.web.address import Address
    from tracker.web.secret import Secret


@click.command(name="serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes any."
)
@click.option("--public", is_flag=True, help="Others than this machine may come in; needs a password.")
@click.option("--url", help="Where people find it behind a reverse proxy: https://tracker.example.org")
@click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    help="The password, on the first line of a file of yours alone [else TRACKER_PASSWORD].",
)
@click.option("--read-only", is_flag=True, help="Nothing can be recorded.")
@click.pass_obj
def command(
    session: Session,
    host: str,
    port: int,
    public: bool,
    url: str | None,
    password_file: Path | None,
    read_only: bool,
) -> None:
    """Serve the board to browsers, until Ctrl-C. Everybody has a session of their own, and says who they are.

    On this machine a link with a token is printed, which lets in whoever has it. With a password it is asked
    for instead. It speaks plain HTTP: where others come in, put a reverse proxy with TLS before it.

    \b
    Examples:
      tracker serve
      tracker serve --read-only --port 8100
      tracker serve --public --url https://tracker.example.org --password-file secret.txt
    """
    import asyncio

    from tracker.web.address import Address
    from tracker.web.secret import Secret, given_password
    from tracker.workspace import Workspace

    address = Address(host, port, url)
    address.check()
    password = given_password(password_file)
    _refuse_open_doors(address, password, is_meant=public)
    Workspace.open(session.db, "", read_only=read_only).close()  # says what is wrong before anybody comes
    from tracker.web.server import Server
    from tracker.web.terminal import command_line

    secret = Secret(password)
    server = Server(
        address,
        secret,
        command_line(session.db, read_only=read_only),
        say=lambda line: click.echo(line, err=True),
    )
    asyncio.run(server.run(lambda taken: _say_where(Address(host, taken, url), secret)))


def _refuse_open_doors(address: Address, password: str | None, *, is_meant: bool) -> None:
    if address.is_public and not is_meant:
        raise click.UsageError(
            "Others than this machine could come in there. Say that it is meant with --public, and give a "
            "password; or leave --host and --url out."
        )
    if is_meant and password is None:
        raise click.UsageError(
            "--public needs a password. Write it into a file of yours alone and name that with "
            "--password-file, or set TRACKER_PASSWORD."
        )


def _say_where(address: Address, secret: Secret) -> None:
    token = f"?token={secret.token}" if secret.token else ""
    click.echo(f"Open {address.link()}{token}", err=True)
    if secret.token:
        click.echo("Whoever has this link can come in: keep it to yourself.", err=True)
    if address.is_public and not address.is_secure:
        click.echo(
            "This is plain HTTP: the password and the board can be read on the way. Put a reverse proxy with "
            "TLS before it, and name that with --url.",
            err=True,
        )
    click.echo("Ctrl-C ends it.", err=True)
