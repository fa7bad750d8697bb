# The top of the repository holds what the design names and nothing else; scripts are clean.
set -uo pipefail
result=0
allowed=' CMakeLists.txt tools libgeo data styles tests scripts README.md LICENSE CHANGELOG.md compile_commands.json '
names() {
    if git -C "$SRC" rev-parse --git-dir > /dev/null 2>&1; then
        git -C "$SRC" ls-files | cut -d / -f 1 | grep -v '^\.' | sort -u
    else
        ls "$SRC"
    fi
}
for name in $(names); do
    [[ $name == build* || $allowed == *" $name "* ]] && continue
    echo "$name: not at the top of the repository"
    result=1
done
exit $result
