"""The line from the shell: ``python -m etl check | load | history | undo | …``."""

import click

from etl.shell import demonstration, files, past, upkeep

COMMANDS = (
    files.check,
    files.load,
    files.targets,
    files.template,
    past.history,
    past.undo,
    past.report,
    upkeep.lock,
    upkeep.unlock,
    upkeep.rebuild,
    upkeep.backup,
    upkeep.restore,
    demonstration.demo,
)


@click.group()
def main() -> None:
    """Kiểm tra, nạp và giữ các báo cáo tháng. / Check, load and keep monthly reports."""


for command in COMMANDS:
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="python -m etl")
