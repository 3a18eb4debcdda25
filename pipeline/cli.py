"""The command `vanthu`; the only import of typer.

What a command needs is imported when it runs, so that `vanthu --help` answers at once.
"""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from .cli_archive import archive
from .cli_ending import Lang, Output, ending
from .columns import TableName

_FILES = "Tệp hoặc thư mục, «-» là đầu vào chuẩn. / Files or folders, - for standard input."
_FORMAT = "Dạng kết quả; mặc định theo đuôi của OUT, nếu không thì table. / Form; by default that of OUT, else table."
_TABLE = (
    "Bảng cần xuất với csv, json, jsonl, parquet; mặc định facts; xlsx có đủ các bảng. / "
    "Which table csv, json, jsonl and parquet hold, by default facts; xlsx holds all."
)
_BOM = "Đặt BOM đầu tệp CSV để Excel hiểu tiếng Việt. / Byte order mark before CSV, for Excel."
_DOUBTS = "Ghi các chữ chưa chắc chắn vào tệp này (TSV). / Write the doubtful words to this file (TSV)."
_CHECK_FORMAT = "Dạng kết quả. / Form of the result."
_ALL = "Cả những phép kiểm tra khớp và những quy tắc không có số liệu. / What holds and what is not applicable, too."
_STRICT = "Mã kết thúc 6 khi có lỗi (error). / Exit code 6 when there is a finding of severity error."
_PDF = "PDF giữ nguyên hình trang, có lớp chữ tìm và chép được. / PDF of the same pages with text to search and copy."
_HOCR = "hOCR 1.2, «-» là đầu ra chuẩn. / hOCR 1.2, - for standard output."
_ALTO = "ALTO 4 XML, «-» là đầu ra chuẩn. / ALTO 4 XML, - for standard output."
_SURVEY = "Ghi kết quả dạng JSON vào tệp này, «-» là đầu ra chuẩn. / Write the result as JSON, - for standard output."
_DOCTOR_FORMAT = "Dạng kết quả. / Form of the result."

app = typer.Typer(
    name="vanthu",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Đọc báo cáo hành chính (chữ, PDF, ảnh quét, Office, thư) thành bảng số liệu, mỗi số có vị trí trên trang.

Reads Vietnamese administrative reports (text, PDF, scans, office, mail) into a table whose every number has its place.

Mã kết thúc / exit codes: 0 xong / done; 1 lỗi của vanthu / a bug; 2 sai cách dùng / wrong usage;
3 không đọc được tệp / unreadable input; 4 thiếu chương trình OCR / OCR missing;
5 có tệp bị cách ly / files quarantined;
6 có lỗi số liệu và --strict / errors found and --strict; 130 bị ngắt / interrupted.""",
)

Format = Literal["table", "json", "jsonl", "csv", "xlsx", "parquet", "html"]


def main() -> None:
    """Run the command with UTF-8 on both streams, whatever the system's code page."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app(prog_name="vanthu")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415

        typer.echo(f"vanthu {version('vanthu')}")
        raise typer.Exit


@app.callback()
def _vanthu(
    _: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="In phiên bản rồi thoát. / Print the version."
        ),
    ] = False,
) -> None:
    """The options that stand before a command."""


@app.command(no_args_is_help=True, short_help="In văn bản đã chuẩn hóa / Print the normalised text")
def text(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Tệp cần đọc, «-» là đầu vào chuẩn. / File, - for stdin.")
    ],
    output: Output = "-",
    lang: Lang = "vi",
) -> None:
    """In văn bản đã chuẩn hóa của một tệp. / Print the normalised text of a file."""
    with ending(lang) as screen:
        from .normalized import write_normalized  # noqa: PLC0415

        write_normalized(file, output, screen)


@app.command(short_help="Phục hồi chữ Việt mất dấu, hỏng chữ / Restore lost Vietnamese")
def restore(
    file: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="Tệp văn bản, «-» là đầu vào chuẩn. / Text file, - for stdin.")
    ] = "-",
    output: Output = "-",
    doubts: Annotated[str | None, typer.Option("--doubts", metavar="TSV", help=_DOUBTS, show_default=False)] = None,
    lang: Lang = "vi",
) -> None:
    """Phục hồi chữ Việt mất dấu hoặc nhận dạng sai, từng dòng một. / Restore lost Vietnamese, line for line.

    Số, ký hiệu văn bản và chữ đúng giữ nguyên. / Digits, document codes and sound words stay as they are.
    """
    with ending(lang) as screen:
        from .restored import write_restored  # noqa: PLC0415

        write_restored(file, output, doubts, screen)


@app.command(no_args_is_help=True, short_help="Trích số liệu có vị trí / Extract facts with their places")
def extract(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help=_FILES)],
    form: Annotated[Format | None, typer.Option("--format", "-f", help=_FORMAT, show_default=False)] = None,
    table: Annotated[TableName | None, typer.Option("--table", help=_TABLE, show_default=False)] = None,
    output: Output = "-",
    bom: Annotated[bool, typer.Option("--bom", help=_BOM)] = False,
    lang: Lang = "vi",
) -> None:
    """Trích số liệu của báo cáo, mỗi số có vị trí trên trang. / Extract the facts of reports, each with its place.

    Dạng kết quả / forms: table (để đọc / for reading), json, jsonl, csv, xlsx (có biểu II.06 và từ điển dữ liệu /
    with form II.06 and the data dictionary), parquet, html (một tệp có hình cắt từ trang / one file with cuttings of
    the pages).
    """
    with ending(lang) as screen:
        from .extracting import Target, extract_files  # noqa: PLC0415

        raise typer.Exit(extract_files(files, Target(form, table, output, bom), screen))


@app.command(no_args_is_help=True, short_help="Tìm chỗ số liệu mâu thuẫn / Find figures that contradict each other")
def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help=_FILES)],
    form: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help=_CHECK_FORMAT)] = "text",
    every: Annotated[bool, typer.Option("--all", help=_ALL)] = False,
    strict: Annotated[bool, typer.Option("--strict", help=_STRICT)] = False,
    output: Output = "-",
    lang: Lang = "vi",
) -> None:
    """Tìm chỗ số liệu mâu thuẫn, có trích dẫn cả hai bên. / Find where figures contradict each other, with both quotes.

    Nhiều tệp thì so cả giữa các báo cáo. / Several files are also compared with each other.
    """
    with ending(lang) as screen:
        from .checking import Wanted, check_files  # noqa: PLC0415

        raise typer.Exit(check_files(files, Wanted(form, every, strict, output), screen))


@app.command(no_args_is_help=True, short_help="PDF tìm kiếm được, hOCR, ALTO / Searchable PDF, hOCR, ALTO")
def ocr(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="PDF hoặc ảnh quét, «-» là đầu vào chuẩn. / PDF or scan, - for stdin.")
    ],
    pdf: Annotated[str | None, typer.Option("--pdf", metavar="OUT", help=_PDF, show_default=False)] = None,
    hocr: Annotated[str | None, typer.Option("--hocr", metavar="OUT", help=_HOCR, show_default=False)] = None,
    alto: Annotated[str | None, typer.Option("--alto", metavar="OUT", help=_ALTO, show_default=False)] = None,
    lang: Lang = "vi",
) -> None:
    """Ghi tệp lưu trữ có chữ đã phục hồi: PDF tìm kiếm được, hOCR, ALTO. / Write archive files with the restored text.

    Cần ít nhất một trong --pdf, --hocr, --alto. / At least one of --pdf, --hocr, --alto is needed.
    """
    with ending(lang) as screen:
        from .archiving import Archive, archive_file  # noqa: PLC0415

        archive_file(file, Archive(pdf, hocr, alto), screen)


@app.command(no_args_is_help=True, short_help="Xem tệp nào bảng mã cũ, cần OCR / Which files are legacy, need OCR")
def scan(
    folders: Annotated[list[str], typer.Argument(metavar="DIR...", help="Thư mục hoặc tệp. / Folders or files.")],
    json: Annotated[str | None, typer.Option("--json", metavar="OUT", help=_SURVEY, show_default=False)] = None,
    lang: Lang = "vi",
) -> None:
    """Cho biết từng tệp theo bảng mã nào, có cần OCR không; không sửa gì. / Which encoding each file is in, OCR or not.

    Không chạy OCR; tệp hỏng được nêu kèm lý do. / No OCR is run; bad files are told with the reason.
    """
    with ending(lang) as screen:
        from .scanning import scan_folders  # noqa: PLC0415

        scan_folders(folders, json, screen)


@app.command(short_help="Kiểm tra cài đặt / Check what is installed")
def doctor(
    form: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help=_DOCTOR_FORMAT)] = "text",
    lang: Lang = "vi",
) -> None:
    """Kiểm tra chương trình và thư viện cần có. / What is installed, what is missing, how to install it."""
    with ending(lang):
        from .doctor import examine  # noqa: PLC0415

        health = examine()
        typer.echo(health.as_json() if form == "json" else health.as_text(lang))
        raise typer.Exit(health.exit_code)


app.add_typer(archive)
