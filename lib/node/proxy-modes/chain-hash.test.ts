import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { chainHash, sha256 } from "./chain-hash.ts";
import { chainName } from "./iptables/chain-name.ts";

test("a chain has the name that it has on every cluster", () => {
  expect(chainName("KUBE-SVC", "default/kubernetes:https")).toBe("KUBE-SVC-NPX46M4PTMTKRN6Y");
  expect(chainHash("default/kubernetes:httpstcp", 8)).toBe("NPX46M4P");
});

test("the hash is SHA-256", () => {
  for (const length of [0, 3, 55, 56, 64, 200]) {
    const text = "é".repeat(length);
    expect(Buffer.from(sha256(text)).toString("hex")).toBe(createHash("sha256").update(text).digest("hex"));
  }
});
