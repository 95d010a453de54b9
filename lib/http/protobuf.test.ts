import protobuf from "protobufjs/minimal.js";
import { describe, expect, it } from "vitest";
import { kinds } from "../api/kinds/index.ts";
import type { ListSchema, MapSchema, ObjectSchema, Schema } from "../api/schema.ts";
import { decodeProtobuf } from "./protobuf.ts";
import { protobufFields } from "./protobuf-fields.ts";

const { Writer } = protobuf;
type Writer = InstanceType<typeof Writer>;

/** A length-delimited field; others are written by hand. */
const field = (number: number, write: (writer: Writer) => Writer) => (writer: Writer) =>
  write(writer.uint32((number << 3) | 2).fork()).ldelim();
const text = (number: number, value: string) => (writer: Writer) =>
  writer.uint32((number << 3) | 2).string(value);
const number = (at: number, value: number) => (writer: Writer) => writer.uint32(at << 3).int64(value);
const message =
  (...parts: ((writer: Writer) => Writer)[]) =>
  (writer: Writer) =>
    parts.reduce((at, part) => part(at), writer);

function envelope(apiVersion: string, kind: string, body: (writer: Writer) => Writer): Buffer {
  const raw = body(Writer.create()).finish();
  const type = field(1, message(text(1, apiVersion), text(2, kind)));
  const unknown = type(Writer.create())
    .uint32((2 << 3) | 2)
    .bytes(raw)
    .finish();
  return Buffer.concat([Buffer.from("k8s\0", "latin1"), unknown]);
}

describe("a protobuf body", () => {
  it("is read field by field, with the messages that Go embeds", () => {
    const probe = message(
      field(1, field(2, message(text(1, "/ready"), field(2, message(number(1, 0), number(2, 8080)))))),
      number(2, 5),
    );
    const container = message(
      text(1, "web"),
      text(2, "nginx"),
      field(11, probe),
      field(15, message(field(1, text(2, "ALL")), number(2, 0), number(4, 0))),
    );
    const source = field(
      2,
      field(
        26,
        message(
          field(
            1,
            field(
              3,
              message(
                field(1, text(1, "kube-root-ca.crt")),
                field(2, message(text(1, "ca.crt"), text(2, "ca.crt"))),
              ),
            ),
          ),
        ),
      ),
    );
    const spec = message(field(1, message(text(1, "ca"), source)), field(2, container), number(11, 0));
    expect(decodeProtobuf(envelope("v1", "Pod", message(field(1, text(1, "p")), field(2, spec))))).toEqual({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "p" },
      spec: {
        volumes: [
          {
            name: "ca",
            projected: {
              sources: [
                { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
              ],
            },
          },
        ],
        containers: [
          {
            name: "web",
            image: "nginx",
            readinessProbe: { httpGet: { path: "/ready", port: 8080 }, initialDelaySeconds: 5 },
            securityContext: { capabilities: { drop: ["ALL"] }, privileged: false, runAsUser: 0 },
          },
        ],
        hostNetwork: false,
      },
    });
  });

  it("may be an eviction", () => {
    const body = message(
      field(1, message(text(1, "p"), text(3, "default"))),
      field(2, message(number(1, 0), field(2, text(1, "abc")))),
    );
    expect(decodeProtobuf(envelope("policy/v1", "Eviction", body))).toMatchObject({
      metadata: { name: "p", namespace: "default" },
      deleteOptions: { gracePeriodSeconds: 0, preconditions: { uid: "abc" } },
    });
  });
});

describe("the numbers of the fields", () => {
  const structs = new Map<string, ObjectSchema>();
  const collect = (schema: Schema): void => {
    if (schema.type === "list") collect((schema as ListSchema).items);
    if (schema.type === "map") collect((schema as MapSchema).values);
    if (schema.type !== "object" || structs.has((schema as ObjectSchema).name)) return;
    structs.set((schema as ObjectSchema).name, schema as ObjectSchema);
    for (const [name, inner] of Object.entries((schema as ObjectSchema).fields))
      if (name !== "status" && name !== "managedFields") collect(inner);
  };
  for (const { schema } of kinds) collect(schema);

  const named = (struct: string): string[] =>
    [...(protobufFields[struct]?.values() ?? [])].flatMap(({ name, inline }) =>
      inline === undefined ? [name] : named(inline),
    );

  it.each([...structs])("are known for all of %s", (name, { fields }) => {
    const isSent = ([field, { type }]: [string, Schema]): boolean => {
      const isType = (field === "apiVersion" || field === "kind") && "metadata" in fields;
      return (
        !isType &&
        field !== "managedFields" &&
        type !== "any" &&
        !(type === "list" && (fields[field] as ListSchema).items.type === "any")
      );
    };
    const expected = Object.entries(fields).filter(isSent);
    expect(named(name)).toEqual(expect.arrayContaining(expected.map(([field]) => field)));
  });
});
