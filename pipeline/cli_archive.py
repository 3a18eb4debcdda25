"""The commands over a store: run, status, verify, retry, forget, export, review."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import typer

from .cli_ending import Lang, ending
from .interrupts import held_back
from .labels import Label

archive = typer.Typer()

_STORE = "Kho: đường dẫn tệp SQLite, hoặc địa chỉ PostgreSQL. / The store: a path (SQLite) or the URL of a PostgreSQL."
_WORKERS = "Số tiến trình, tới 4 mỗi nhân; 0: mỗi nhân một. / Worker processes, up to 4 a core; 0: one a core."
_MEMORY = "Bộ nhớ cho mỗi tiến trình, MiB. / Memory of a worker, MiB."
_FILE_SECONDS = "Thời gian cho mỗi tệp, giây. / Seconds for a file."
_LOG = "Ghi thêm vào tệp này một dòng JSON cho mỗi tệp. / Append a line of JSON for each file."
_CLUSTER = "Chạy trên cụm máy Dask này, ví dụ tcp://10.0.0.5:8786. / Work on this Dask cluster, see docs/scaling.md."
_REFRESH = "Làm lại các tệp do phiên bản khác xử lý. / Do again what another version has done."
_WATCH = "Tiếp tục theo dõi thư mục và nhận tệp mới. / Go on watching the folders for new files."
_REASON = "Chỉ các tệp bị cách ly vì lý do này; dùng được nhiều lần. / Only files of this reason; may be repeated."
_QUICK = "Không tính lại SHA-256 của tệp. / Do not hash the files again."
_GONE = "Tệp đã bỏ đi, hoặc thư mục mà các tệp ấy từng nằm trong. / Files that are gone, or folders that had them."
_RESULTS = "Giữ hay bỏ kết quả của các tệp ấy. / Whether their results are kept or removed."
_FORM = "Dạng kết quả; mặc định theo đuôi của OUT. / Form; by default that of OUT."
_TABLE = "Bảng cần xuất; mặc định facts. / Which table; by default facts."
_OUT = "Tệp hoặc thư mục kết quả, «-» là đầu ra chuẩn. / File or folder to write, - for standard output."
_REPORT = "Tệp HTML để ghi, «-» là đầu ra chuẩn. / The HTML file to write, - for standard output."
_PICTURES = "Ghi thêm từng biểu đồ ra thư mục này: SVG, và bảng CSV. / Pictures as SVG and CSV into this folder, too."
_PORT = "Cổng. / Port."
_HOST = "Địa chỉ IP; khác máy này thì phải có mã truy cập. / IP address; one other than this machine demands a token."
_MANIFEST = "Ghi danh mục SHA-256 của các tệp đầu vào (BagIt). / Write the SHA-256 manifest of the inputs (BagIt)."

Store = Annotated[str, typer.Option("--store", metavar="STORE", help=_STORE)]
Workers = Annotated[int, typer.Option("--workers", min=0, metavar="N", help=_WORKERS)]
Memory = Annotated[int, typer.Option("--memory", min=256, metavar="MIB", help=_MEMORY)]
FileSeconds = Annotated[float, typer.Option("--file-seconds", min=1, metavar="S", help=_FILE_SECONDS)]
Log = Annotated[str | None, typer.Option("--log", metavar="FILE", help=_LOG, show_default=False)]

Cluster = Annotated[str | None, typer.Option("--cluster", metavar="ADDRESS", help=_CLUSTER, show_default=False)]

Issuer = Annotated[str | None, typer.Option("--issuer", help="Cơ quan ban hành. / Issuer.", show_default=False)]
Kind = Annotated[str | None, typer.Option("--type", help="Loại văn bản. / Type.", show_default=False)]
Period = Annotated[
    str | None, typer.Option("--period", help="Kỳ báo cáo: 2026, 2026-Q2. / Period.", show_default=False)
]


@archive.command(no_args_is_help=True, short_help="Xử lý hàng loạt, dừng rồi chạy tiếp được / Bulk runs, resumable")
def run(
    folders: Annotated[list[str], typer.Argument(metavar="DIR...", help="Thư mục hoặc tệp. / Folders or files.")],
    store: Store,
    workers: Workers = 0,
    memory: Memory = 2048,
    file_seconds: FileSeconds = 1800,
    refresh: Annotated[bool, typer.Option("--refresh", help=_REFRESH)] = False,
    watch: Annotated[bool, typer.Option("--watch", help=_WATCH)] = False,
    log: Log = None,
    cluster: Cluster = None,
    lang: Lang = "vi",
) -> None:
    """Xử lý mọi tệp của các thư mục vào kho; chạy lại thì làm tiếp. / Process every file of folders into a store.

    Tệp hỏng bị cách ly kèm lý do, các tệp khác vẫn chạy. / Bad files are quarantined with a reason, the others go on.
    """
    with ending(lang) as screen:
        with held_back():
            from .archive.run import run_folders  # noqa: PLC0415
            from .archive.settings import Settings, worker_count  # noqa: PLC0415

        settings = Settings(worker_count(workers), memory, file_seconds, refresh=refresh, log=log, cluster=cluster)
        if watch:
            from .archive.watching import watch_folders  # noqa: PLC0415

            raise typer.Exit(watch_folders(folders, store, settings, screen))
        raise typer.Exit(run_folders(folders, store, settings, screen))


@archive.command(short_help="Làm lại các tệp bị cách ly / Quarantined files once more")
def retry(
    store: Store,
    reason: Annotated[list[str] | None, typer.Option("--reason", metavar="CODE", help=_REASON)] = None,
    workers: Workers = 0,
    memory: Memory = 2048,
    file_seconds: FileSeconds = 1800,
    log: Log = None,
    cluster: Cluster = None,
    lang: Lang = "vi",
) -> None:
    """Làm lại các tệp bị cách ly, tất cả hoặc theo lý do. / Process quarantined files again, all or by reason."""
    with ending(lang) as screen:
        with held_back():
            from .archive.run import retry as again  # noqa: PLC0415
            from .archive.settings import Settings, worker_count  # noqa: PLC0415

        settings = Settings(worker_count(workers), memory, file_seconds, log=log, cluster=cluster)
        raise typer.Exit(again(store, reason or [], settings, screen))


@archive.command(short_help="Kho đang ở đâu: xong, cách ly, chờ / What is done, quarantined, pending")
def status(
    store: Store,
    as_json: Annotated[bool, typer.Option("--json", help="Một đối tượng JSON. / One object of JSON.")] = False,
    lang: Lang = "vi",
) -> None:
    """Số tệp đã xong, bị cách ly, còn chờ; số trang, số liệu, chỗ sai. / How the store stands."""
    with ending(lang) as screen:
        from .archive import state  # noqa: PLC0415
        from .archive.store import Store as Archive  # noqa: PLC0415

        kept = Archive.open(store)
        try:
            found = state.status(kept)
        finally:
            kept.close()
        if as_json:
            typer.echo(json.dumps(found.as_json(), ensure_ascii=False))
        else:
            screen.write_status(found.as_json())


@archive.command(short_help="Chứng minh không mất tệp nào / Prove that nothing is lost")
def verify(
    store: Store,
    quick: Annotated[bool, typer.Option("--quick", help=_QUICK)] = False,
    lang: Lang = "vi",
) -> None:
    """So tệp trên đĩa với kho, và kho với chính nó; mã 3 khi có sai khác. / Files against the store; 3 for faults."""
    with ending(lang) as screen:
        from .archive.store import Store as Archive  # noqa: PLC0415
        from .archive.verify import Tally  # noqa: PLC0415
        from .archive.verify import verify as faults  # noqa: PLC0415

        kept, tally, wrong = Archive.open(store), Tally(), 0
        try:
            for fault in faults(kept, tally, hashes=not quick):
                wrong += 1
                screen.fail(fault.told, fault.about)
        finally:
            kept.close()
        if tally.forgotten:
            count = tally.forgotten
            screen.say(Label(f"{count} tệp đã bỏ đi có chủ ý.", f"{count} files were taken away on purpose."))
        if tally.missing:
            screen.say(
                Label(
                    "Nếu bỏ tệp đi là có chủ ý: vanthu forget TỆP --store KHO --results keep (hoặc remove).",
                    "If files were taken away on purpose: vanthu forget FILE --store STORE --results keep (or remove).",
                )
            )
        told = f"{tally.paths} = {tally.done} + {tally.quarantined} + {tally.pending}"
        screen.say(
            Label(
                f"{told} (tệp = xong + cách ly + chờ); {wrong} chỗ sai khác.",
                f"{told} (files = done + quarantined + pending); {wrong} faults.",
            )
        )
        raise typer.Exit(3 if wrong else 0)


@archive.command(no_args_is_help=True, short_help="Xác nhận tệp đã bỏ đi có chủ ý / Say that files are gone on purpose")
def forget(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help=_GONE)],
    store: Store,
    results: Annotated[Literal["keep", "remove"], typer.Option("--results", help=_RESULTS)],
    lang: Lang = "vi",
) -> None:
    """Xác nhận tệp đã bỏ đi có chủ ý, để verify không báo thiếu nữa. / Files are gone on purpose: verify is content.

    Nhật ký của kho giữ lại việc này; tệp quay lại thì được nhận như thường. / The event log keeps it.
    """
    with ending(lang) as screen:
        from .archive.forgetting import forget as forget_at  # noqa: PLC0415

        raise typer.Exit(forget_at(store, paths, screen, keep=results == "keep"))


@archive.command(short_help="Xuất dữ liệu của kho / Data out of a store")
def export(
    store: Store,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="OUT", help=_OUT, show_default=False)] = None,
    form: Annotated[
        Literal["csv", "xlsx", "parquet", "jsonl", "duckdb"] | None,
        typer.Option("--format", "-f", help=_FORM, show_default=False),
    ] = None,
    table: Annotated[
        Literal["documents", "facts", "form_ii06", "findings", "files", "corrections"] | None,
        typer.Option("--table", help=_TABLE, show_default=False),
    ] = None,
    issuer: Issuer = None,
    kind: Kind = None,
    period: Period = None,
    state: Annotated[
        Literal["done", "quarantined", "pending", "all"] | None,
        typer.Option("--state", help="Trạng thái. / State.", show_default=False),
    ] = None,
    manifest: Annotated[
        str | None, typer.Option("--manifest", metavar="FILE", help=_MANIFEST, show_default=False)
    ] = None,
    bom: Annotated[bool, typer.Option("--bom", help="BOM đầu tệp CSV. / Byte order mark before CSV.")] = False,
    lang: Lang = "vi",
) -> None:
    """Xuất các bảng của kho: CSV, XLSX, Parquet, JSONL, DuckDB. / Write the tables of a store."""
    with ending(lang) as screen:
        from .archive.export import Export, export_store  # noqa: PLC0415
        from .archive.export_filter import Filter  # noqa: PLC0415

        wanted = Export(form, table, Filter(issuer, kind, period, state), output, manifest, bom)
        raise typer.Exit(export_store(store, wanted, screen))


@archive.command(short_help="Báo cáo HTML một tệp / One-file HTML report")
def report(
    store: Store,
    output: Annotated[str, typer.Option("--output", "-o", metavar="OUT", help=_REPORT)] = "-",
    issuer: Issuer = None,
    kind: Kind = None,
    period: Period = None,
    pictures: Annotated[
        str | None, typer.Option("--pictures", metavar="DIR", help=_PICTURES, show_default=False)
    ] = None,
    lang: Lang = "vi",
) -> None:
    """Ghi báo cáo của kho thành một tệp HTML gửi thư được. / Write a report of the store as one HTML file.

    Gồm biểu đồ, chỗ sai có hình cắt từ trang, tệp bị cách ly, văn bản. / Pictures, findings with cuttings, files.
    """
    with ending(lang) as screen:
        from .archive.export_filter import Filter  # noqa: PLC0415
        from .html_report.store_report import Wanted, report_store  # noqa: PLC0415

        raise typer.Exit(report_store(store, Wanted(Filter(issuer, kind, period), output, pictures), screen))


@archive.command(short_help="Trang rà soát số liệu / The review page")
def review(
    store: Store,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, metavar="N", help=_PORT)] = 8765,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help=_HOST)] = "127.0.0.1",
    lang: Lang = "vi",
) -> None:
    """Mở trang rà soát: xem số trên trang giấy, xác nhận, sửa. / See each figure on its page, accept or correct it."""
    with ending(lang) as screen:
        with held_back():
            from .review.serving import serve  # noqa: PLC0415

        raise typer.Exit(serve(store, host, port, screen))
