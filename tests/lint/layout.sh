# The top of the repository holds what the design names and nothing else; scripts are clean.
set -uo pipefail
result=0
allowed=' CMakeLists.txt tools libgeo data styles tests scripts README.md LICENSE CHANGELOG.md compile_commands.json '
for entry in "$SRC"/*; do
    name=$(basename "$entry")
    [[ $name == build* || $allowed == *" $name "* ]] && continue
    echo "$name: not at the top of the repository"
    result=1
done
exit $result
