# Shared by the scripts of dist/ and .ci/; sourced, not run. The caller sets $root, the folder of the clone.

say() { printf '%s\n' "$*" >&2; }

# Whether $1 is the folder of a JDK 25 or newer.
is_jdk25() {
    [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ "${version:-0}" -ge 25 ]
}

# Maven finds the JDK by itself, in these places and some more; without one it would say so in terms of its own.
need_jdk25() {
    command -v mvn >/dev/null || { say "Maven is missing: install it (Debian: apt-get install maven)."; exit 1; }
    for jdk in "${JAVA_HOME:-}" $(env | sed -n 's/^JAVA[0-9]*_HOME=//p') /usr/lib/jvm/* /opt/* /opt/java/* /usr/java/* \
        "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/*; do
        if is_jdk25 "$jdk"; then return; fi
    done
    say "The build needs a JDK 25 or newer and found none: install one (Debian: temurin-25-jdk from packages.adoptium.net) or set JAVA25_HOME to its folder."
    exit 1
}

# Whether a source is newer than the built distribution. conf/ is read where it is, and no source.
is_stale() {
    built=$root/dist/target/built.stamp
    [ -f "$built" ] || return 0
    [ -n "$(find "$root/pom.xml" "$root/NOTICE" "$root/plugin-api" "$root/agent-core" "$root/plugins" "$root/dist" \
        -name target -prune -o -type f -newer "$built" ! -path '*/src/test/*' ! -name '*.md' -print 2>/dev/null | head -n 1)" ]
}
