#!/bin/sh
# Installs what only the system's package manager can give: install_system_packages.sh NEED...
# NEED is python, tesseract, make, git, postgres, office, chromium, fonts or page-fonts (those of benchmarks/scans). Runs as root, else through sudo, else says which command to type.
set -eu

say() { printf '%s\n' "$*" >&2; }

manager() {
    for name in apt-get dnf microdnf yum zypper pacman brew; do
        if command -v "$name" >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    case "$(uname -s)" in
        MINGW* | MSYS* | CYGWIN*) echo windows ;;
        *) echo unknown ;;
    esac
}

packages() { # packages MANAGER NEED
    case "$1:$2" in
        apt-get:python) echo python3 python3-venv ;;
        brew:python) echo python@3.13 ;;
        pacman:python) echo python ;;
        zypper:python) echo python312 ;;
        *:python) echo python3.12 ;;
        apt-get:tesseract) echo tesseract-ocr tesseract-ocr-vie ;;
        brew:tesseract) echo tesseract tesseract-lang ;;
        pacman:tesseract) echo tesseract tesseract-data-vie ;;
        zypper:tesseract) echo tesseract-ocr tesseract-ocr-traineddata-vietnamese ;;
        *:tesseract) echo tesseract tesseract-langpack-vie ;;
        apt-get:postgres) echo postgresql ;;
        brew:postgres) echo postgresql@17 ;;
        pacman:postgres) echo postgresql ;;
        *:postgres) echo postgresql-server ;;
        apt-get:office) echo libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui ;;
        brew:office) echo --cask libreoffice ;;
        pacman:office) echo libreoffice-fresh ;;
        *:office) echo libreoffice-writer libreoffice-calc libreoffice-impress ;;
        apt-get:fonts) echo fonts-liberation2 ;;
        apt-get:page-fonts) echo fonts-dejavu fonts-noto-core fonts-crosextra-carlito fonts-freefont-ttf ;;
        dnf:page-fonts) echo dejavu-sans-fonts dejavu-serif-fonts google-noto-serif-fonts google-carlito-fonts gnu-free-serif-fonts ;;
        brew:fonts) echo --cask font-liberation ;;
        pacman:fonts) echo ttf-liberation ;;
        *:fonts) echo liberation-serif-fonts ;;
        *:*) echo "$2" ;;
    esac
}

command_line() { # command_line MANAGER PACKAGE...
    name=$1
    shift
    case "$name" in
        apt-get) echo "apt-get install -y --no-install-recommends $*" ;;
        zypper) echo "zypper --non-interactive install $*" ;;
        pacman) echo "pacman -S --needed --noconfirm $*" ;;
        brew) echo "brew install $*" ;;
        *) echo "$name install -y $*" ;;
    esac
}

main() {
    found=$(manager)
    case "$found" in
        windows)
            say "Windows: hãy làm theo mục «Windows» của README.md / please follow the section «Windows» of README.en.md."
            exit 1
            ;;
        unknown)
            say "Không tìm thấy trình quản lý gói; hãy tự cài: $* / no known package manager; please install by hand: $*"
            exit 1
            ;;
    esac
    wanted=""
    for need in "$@"; do
        wanted="$wanted $(packages "$found" "$need")"
    done
    # shellcheck disable=SC2086 # the names are meant to be split into words
    line=$(command_line "$found" $wanted)
    if [ "$found" = brew ] || [ "$(id -u)" = 0 ]; then
        root=""
    elif command -v sudo >/dev/null 2>&1; then
        root=sudo
    else
        say "Thiếu gói hệ thống và không có quyền cài. Hãy nhờ người quản trị chạy lệnh sau rồi làm lại:"
        say "System packages are missing and may not be installed by this user. Ask the administrator to run this, then try again:"
        say "    $line"
        exit 1
    fi
    say "Đang cài gói hệ thống / installing system packages: $line"
    if [ "$found" = apt-get ]; then
        # A fresh container has no package lists; an office machine may be offline but have the packages cached.
        $root apt-get update -q || say "apt-get update không chạy được, vẫn thử cài / failed, trying to install all the same"
        line="env DEBIAN_FRONTEND=noninteractive $line"
    fi
    $root $line
}

main "$@"
