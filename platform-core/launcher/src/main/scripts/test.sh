# All ordinary tests; read by ./patchbay test, not run by itself.

summary=$log/summary

step_failed() {
  failures+=("$1")
}

# Runs one step with its output on the terminal and in a log; a failure does not stop the steps after it.
step() { # name, command…
  local name=$1 start=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  if ! "$@" 2>&1 | tee "$log/test-$name.log"; then
    step_failed "$name"
    echo "== $name FAILED after $((SECONDS - start)) s"
    return 0
  fi
  echo "== $name passed after $((SECONDS - start)) s"
}

npm_run() {
  npm --prefix "$home/web-console" run "$@"
}

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# The product on a free port with data of its own, for as long as the browser needs it.
browser_tests() {
  local data port launcher_pid url output
  data=$(mktemp -d)/data
  output=$log/test-product.log
  port=$(free_port)
  PATCHBAY_AOT=no launch_in_background "$output" run --port "$port" --data "$data"
  launcher_pid=$!
  for _ in $(seq 600); do
    grep -q "^Patchbay is ready" "$output" && break
    kill -0 "$launcher_pid" 2>/dev/null || break
    sleep 0.5
  done
  local code=1
  if grep -q "^Patchbay is ready" "$output"; then
    url=http://localhost:$port
    code=0
    PATCHBAY_URL=$url PATCHBAY_OPERATOR_PASSWORD=$(cat "$data/operator-password.txt") npm_run e2e || code=$?
  else
    echo "The product did not start:"
    cat "$output"
  fi
  kill "$launcher_pid" 2>/dev/null || true
  wait "$launcher_pid" 2>/dev/null || true
  [ $code -eq 0 ] && rm -rf "$(dirname "$data")" || echo "The product's data and logs are kept in $data"
  return $code
}

launch_in_background() { # file for the output, arguments of the launcher
  local output=$1
  shift
  (launch "$@") >"$output" 2>&1 &
}

print_summary() {
  {
    grep -hE "Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$" "$log/test-java.log" | sed 's/^\[[A-Z]*\] *//' | awk -F'[:,]' '
      { run += $2; failed += $4; errors += $6; skipped += $8 }
      END { printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d (Java)\n", run, failed, errors, skipped }'
    for part in console-tests browser; do
      [ -f "$log/test-$part.log" ] && sed 's/\x1b\[[0-9;]*m//g' "$log/test-$part.log" |
        grep -E "^ *Tests  " | sed "s/^ *Tests */Tests run: /; s/\$/ ($part)/" || true
    done
  } >"$summary"
  echo
  cat "$summary"
}

test_all() {
  local quick=no start=$SECONDS
  failures=()
  for word in "$@"; do
    case $word in
      --quick) quick=yes ;;
      *) fail "'test' does not know '$word'. ./patchbay --help lists what it can do." ;;
    esac
  done
  mkdir -p "$log"
  rm -f "$log"/test-*.log
  npm_install
  step console-lint npm_run lint
  step console-types npm_run typecheck
  step console-tests npm_run test
  build_console
  if [ $quick = yes ]; then
    step java maven verify -fae -pl '!platform-core/in-container'
  else
    step java maven verify -fae
    build_java
    step browser browser_tests
  fi
  print_summary
  echo "Took $(((SECONDS - start) / 60)) min $(((SECONDS - start) % 60)) s. Logs are in $log"
  if [ ${#failures[@]} -gt 0 ]; then
    fail "Failed: ${failures[*]}"
  fi
  echo "All tests passed."
}
