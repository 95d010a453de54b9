import { expect, test } from "vitest";
import { typedText } from "./typed-text.ts";

const SCRIPT = `cat <<A; echo done
echo done
A
kubectl apply -f - <<'END' | cat
kind: Service
END
cat <<-"X" <<Y
\tx
\tX
y
Y
cat <<< one
cat <<OPEN
echo done`;

test("a statement comes with the lines of its here-documents, and with no others", () => {
  const typed = typedText(SCRIPT);
  expect(typed("cat <<A")).toBe("cat <<A\necho done\nA");
  expect(typed("echo done")).toBe("echo done");
  expect(typed("kubectl apply -f - <<'END' | cat")).toBe(
    "kubectl apply -f - <<'END' | cat\nkind: Service\nEND",
  );
  expect(typed('cat <<-"X" <<Y')).toBe('cat <<-"X" <<Y\n\tx\n\tX\ny\nY');
  expect(typed("cat <<< one")).toBe("cat <<< one");
  expect(typed("cat <<OPEN")).toBe("cat <<OPEN");
  expect(typed("nobody typed this")).toBe("nobody typed this");
});
