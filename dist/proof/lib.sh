# Sourced by the scripts beside it.
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/dist/src/build/lib.sh"

# numbers ARGUMENTS: each is one, or the script's head is printed.
numbers() {
    for argument in "$@"; do
        case $argument in
            '' | *[!0-9]*)
                sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"
                case $argument in -h | --help) exit 0 ;; *) exit 2 ;; esac
                ;;
        esac
    done
}

# prove CLASS REPORT PROPERTIES: builds the distribution, runs one end-to-end test against it, and ends with its report, whose
# last line counts.
prove() {
    class=$1 report=$root/dist/target/proof/$2.txt
    shift 2
    need_jdk25
    rm -f "$report"
    (cd "$root" && mvn -B -ntp -q -Dstyle.color=never verify -pl dist -am -DskipITs=false -Dit.test="$class" \
        -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false "$@")
    status=$?
    if [ -f "$report" ]; then
        printf '\n'
        cat "$report"
    else
        echo '0 passed, 1 failed'
        status=1
    fi
    exit $status
}
