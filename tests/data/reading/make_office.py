"""Writes report.docx of this folder in the formats of LibreOffice, as LibreOffice does: ``python make_office.py``."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
FORMATS = ("rtf", "odt", "html")


def main() -> None:
    with TemporaryDirectory() as profile:
        for form in FORMATS:
            subprocess.run(
                [
                    "soffice",
                    f"-env:UserInstallation={Path(profile).as_uri()}",
                    "--headless",
                    "--convert-to",
                    form,
                    "--outdir",
                    str(HERE),
                    str(HERE / "report.docx"),
                ],
                check=True,
            )


if __name__ == "__main__":
    main()
