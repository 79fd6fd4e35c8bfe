#!/bin/sh
# A small catalogue, made in the two ways there are, and what KiCad sees of it:
#
#   1. capacitors over REST, as with InvenTree's KiCad plugin
#   2. resistors and circuits with the command "kidepot", as with Tray
#   3. the file for KiCad, and the addresses that KiCad asks
#
# It needs curl and a server with an empty catalogue, such as this one in another window:
#
#   make run DEMO=no RUN=.run-empty
#
# For that one nothing has to be set. For another server:
#
#   URL               the library's address, http://127.0.0.1:8080/kidepot unless set
#   PLUGIN            where InvenTree's plugin would be; else beside URL, as the shipped
#                     configurations have it: http://127.0.0.1:8080/plugin/kicad-library-plugin
#   KIDEPOT_CONNINFO  the database, for the command; else the one in RUN, .run-empty
#   KIDEPOT           the command; else build/kidepot, or the one that is installed
#   TOKEN             a token of scope admin; else one is made here and revoked at the end
#   HTTPLIB           the file to write for KiCad, Example.kicad_httplib unless set
#
# Run it again as often as you like: what is there already stays, and the file for KiCad
# gets a new token. It stops at the first thing that is not as it should be.
set -eu

root=$(dirname "$0")/../..
URL=${URL:-http://127.0.0.1:8080/kidepot}
PLUGIN=${PLUGIN:-${URL%/*}/plugin/kicad-library-plugin}
HTTPLIB=${HTTPLIB:-Example.kicad_httplib}
KIDEPOT=${KIDEPOT:-$root/build/kidepot}
[ -x "$KIDEPOT" ] || KIDEPOT=kidepot
if [ -z "${KIDEPOT_CONNINFO-}" ]; then
    KIDEPOT_CONNINFO="host=$(realpath -m "${RUN:-$root/.run-empty}/servers")/socket"
    KIDEPOT_CONNINFO="$KIDEPOT_CONNINFO dbname=kidepot user=kidepot_admin"
fi
export KIDEPOT_CONNINFO

umask 077               # tokens are for us alone
work=$(mktemp -d)
made=                   # the token made here
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

clean_up() {
    [ -z "$made" ] || "$KIDEPOT" token revoke "$(echo "$made" | cut -d_ -f2)" >/dev/null 2>&1 || true
    rm -rf "$work"
}

stop() {
    echo "stopped: $1" >&2
    exit 1
}

title() { printf '\n=== %s\n\n' "$1"; }

one_line() { printf '%s' "$1" | tr -s ' \n' ' '; }

# rest METHOD ADDRESS [BODY]: asks with curl, and shows what was asked and answered.
rest() {
    echo "$1 $2"
    [ $# -lt 3 ] || echo "    $(one_line "$3")"
    # The token is in a file: what is in the command's words, others can see.
    status=$(curl -sS --noproxy 127.0.0.1 -X "$1" -H @"$work/authorization" \
        ${3:+-H 'Content-Type: application/json' --data-binary "$3"} \
        -o "$work/answer" -w '%{http_code}' "$2") || stop "nothing answers at $2"
    case $status in
    200 | 201) echo "  $status $(cat "$work/answer")" ;;
    409) echo "  409 there already" ;;
    *) stop "$2 answers $status: $(cat "$work/answer")" ;;
    esac
}

# kidepot WORD...: shows and runs the command.
kidepot() {
    line=kidepot
    for word in "$@"; do
        case $word in *[!A-Za-z0-9/:._-]*) line="$line \"$word\"" ;; *) line="$line $word" ;; esac
    done
    echo "$line"
    if "$KIDEPOT" "$@" >"$work/said" 2>&1; then
        sed 's/^/  /' "$work/said"
        return
    fi
    case "$2 $(cat "$work/said")" in
    "add "*" already;"*) echo "  there already" ;;
    *) stop "$(cat "$work/said")" ;;
    esac
}

# The objects of the last answer, one in each line; and one text of such a line.
objects() { sed 's/^\[//; s/\]$//; s/},{\("id"\|"pk"\)/}\n{\1/g' "$work/answer" && echo; }
text() { printf '%s\n' "$2" | sed "s|.*$1\":\"\([^\"]*\)\".*|\1|"; }

# --- a token, and a look whether the catalogue is empty

if [ -z "${TOKEN-}" ]; then
    made=$("$KIDEPOT" token add "example, REST" --scope admin --expires 1d 2>"$work/said") ||
        stop "no token can be made: $(cat "$work/said")"
    TOKEN=$made
fi
echo "Authorization: Token $TOKEN" >"$work/authorization"

rest GET "$URL/api/part/category/" >/dev/null
objects | while read -r category; do
    case $(text '"path' "$category") in
    '' | Capacitors | Capacitors/Ceramic | Capacitors/Tantalum) ;;
    ICs | ICs/Regulators | ICs/Timers | Passives | Passives/Resistors) ;;
    *) stop "the catalogue is not empty but has \"$(text '"path' "$category")\": use another database" ;;
    esac
done

title "1. Capacitors, over REST"

# Two parameters: the value, and the package. KiCad has fields of its own for what they
# come to, so they are not served as further ones.
rest POST "$URL/api/part/parameter/template/" '{"name": "Value", "served": false}'
rest POST "$URL/api/part/parameter/template/" '{"name": "Footprint", "served": false}'

# Categories, with what their parts have in common. A path is made where there is none.
rest POST "$PLUGIN/api/category/" '{
    "category": "Capacitors/Tantalum",
    "default_symbol": "Device:C_Polarized",
    "default_reference": "C",
    "default_value_parameter_template": "Value",
    "footprint_parameter_template": "Footprint"
}'
rest POST "$PLUGIN/api/category/" '{
    "category": "Capacitors/Ceramic",
    "default_reference": "C"
}'

# What was left out of the second comes now, by the category's number.
rest GET "$PLUGIN/api/category/"
pk=$(objects | sed -n 's|^.*"pk":\([0-9]*\),.*"Capacitors/Ceramic".*|\1|p')
rest PATCH "$PLUGIN/api/category/$pk/" '{
    "default_symbol": "Device:C",
    "default_value_parameter_template": "Value",
    "footprint_parameter_template": "Footprint"
}'

# The footprint of each package. An 0805 capacitor is no 0805 resistor: the category says which.
rest POST "$URL/api/footprint-map/" '{
    "category": "Capacitors/Ceramic",
    "value": "0603", "footprint": "Capacitor_SMD:C_0603_1608Metric"
}'
rest POST "$URL/api/footprint-map/" '{
    "category": "Capacitors/Ceramic",
    "value": "0805", "footprint": "Capacitor_SMD:C_0805_2012Metric"
}'
rest POST "$URL/api/footprint-map/" '{
    "category": "Capacitors/Tantalum",
    "value": "3216-18", "footprint": "Capacitor_Tantalum_SMD:CP_EIA-3216-18_Kemet-A"
}'

# The parts. Symbol, reference, value and footprint follow from category and parameters.
rest POST "$URL/api/part/" '{
    "name": "GRM188R61A106KE69D",
    "category": "Capacitors/Ceramic",
    "description": "Ceramic capacitor 10 µF 10 V X5R 0603",
    "manufacturer": "Murata", "mpn": "GRM188R61A106KE69D",
    "parameters": {"Value": "10u", "Footprint": "0603"}
}'
rest POST "$URL/api/part/" '{
    "name": "GRM21BR71H104KA01L",
    "category": "Capacitors/Ceramic",
    "description": "Ceramic capacitor 100 nF 50 V X7R 0805",
    "manufacturer": "Murata", "mpn": "GRM21BR71H104KA01L",
    "parameters": {"Value": "100n", "Footprint": "0805"}
}'
rest POST "$URL/api/part/" '{
    "name": "T491A106K016AT",
    "category": "Capacitors/Tantalum",
    "description": "Tantalum capacitor 10 µF 16 V",
    "manufacturer": "KEMET", "mpn": "T491A106K016AT",
    "parameters": {"Value": "10u", "Footprint": "3216-18"}
}'

title "2. Resistors and circuits, with the command"

# Categories, with what their parts have in common.
kidepot category add Passives/Resistors --parents --symbol Device:R --reference R \
    --footprint-parameter Footprint
kidepot category add ICs/Timers --parents --reference U
kidepot category add ICs/Regulators --parents --reference U

# A package given as footprint is looked up here. The name is the value, as no rule says another.
kidepot map add --category Passives/Resistors 0805 Resistor_SMD:R_0805_2012Metric
kidepot part add "10k Resistor" --category "Passives/Resistors" --stock 100 --footprint "0805" \
    --manufacturer "Yageo" --mpn "RC0805FR-0710KL"
kidepot part add "4.7k Resistor" --category "Passives/Resistors" --stock 80 --footprint "0805" \
    --manufacturer "Yageo" --mpn "RC0805FR-074K7L"

# Circuits have their own symbol and footprint each.
kidepot part add "NE555" --category "ICs/Timers" --stock 25 --description "Timer, DIP-8" \
    --symbol Timer:NE555P --footprint Package_DIP:DIP-8_W7.62mm \
    --manufacturer "Texas Instruments" --mpn "NE555P" \
    --datasheet https://www.ti.com/lit/ds/symlink/ne555.pdf
kidepot part add "LM7805" --category "ICs/Regulators" --stock 12 --description "5 V, 1.5 A, TO-220" \
    --symbol Regulator_Linear:LM7805_TO220 --footprint Package_TO_SOT_THT:TO-220-3_Vertical \
    --manufacturer "Texas Instruments" --mpn "LM7805CT"

title "3. KiCad"

# A token for KiCad can read and nothing else. The one of an earlier run ends here.
"$KIDEPOT" token revoke "example, KiCad" >/dev/null 2>&1 || true
"$KIDEPOT" token add "example, KiCad" >"$work/token" 2>"$work/said" ||
    stop "no token can be made: $(cat "$work/said")"
kidepot httplib --url "$PLUGIN" --name Example --token-file "$work/token" --output "$HTTPLIB"
echo "Authorization: Token $(cat "$work/token")" >"$work/authorization"

# The four addresses that KiCad asks: is it a library, the categories, the parts of each, a part.
rest GET "$PLUGIN/v1/"
[ "$(cat "$work/answer")" = '{"categories":"","parts":""}' ] || stop "that is no library for KiCad"

rest GET "$PLUGIN/v1/categories.json"
objects >"$work/categories"
while read -r category; do
    rest GET "$PLUGIN/v1/parts/category/$(text '"id' "$category").json"
    text '"name' "$category" >>"$work/seen"
    objects >"$work/parts"
    while read -r part; do
        rest GET "$PLUGIN/v1/parts/$(text '"id' "$part").json" >/dev/null
        [ "$(cat "$work/answer")" = "$part" ] || stop "a part is another than in its category's list: $part"
        part=$(cat "$work/answer")
        field() { text "\"$1\":{\"value" "$part"; }
        echo "  $(text '"name' "$part") | $(field reference) | $(field value)" \
            "| $(text symbolIdStr "$part") | $(field footprint)" >>"$work/seen"
    done <"$work/parts"
done <"$work/categories"

printf '\nWhat KiCad sees (part, reference, value, symbol, footprint):\n\n'
cat "$work/seen"

cat >"$work/wanted" <<'END'
Capacitors/Ceramic
  GRM188R61A106KE69D | C | 10u | Device:C | Capacitor_SMD:C_0603_1608Metric
  GRM21BR71H104KA01L | C | 100n | Device:C | Capacitor_SMD:C_0805_2012Metric
Capacitors/Tantalum
  T491A106K016AT | C | 10u | Device:C_Polarized | Capacitor_Tantalum_SMD:CP_EIA-3216-18_Kemet-A
ICs/Regulators
  LM7805 | U | LM7805 | Regulator_Linear:LM7805_TO220 | Package_TO_SOT_THT:TO-220-3_Vertical
ICs/Timers
  NE555 | U | NE555 | Timer:NE555P | Package_DIP:DIP-8_W7.62mm
Passives/Resistors
  10k Resistor | R | 10k Resistor | Device:R | Resistor_SMD:R_0805_2012Metric
  4.7k Resistor | R | 4.7k Resistor | Device:R | Resistor_SMD:R_0805_2012Metric
END
diff "$work/wanted" "$work/seen" >"$work/differs" ||
    stop "it should see what is marked \"<\" and not what is marked \">\":
$(cat "$work/differs")"

cat <<END

All is as it should be. In KiCad: Preferences > Manage Symbol Libraries... > Global Libraries,
add a row with Nickname Example, Library Format HTTP and Library Path
  $(realpath "$HTTPLIB")
END
