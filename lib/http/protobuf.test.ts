import protobuf from "protobufjs/minimal.js";
import { describe, expect, it } from "vitest";
import { kinds } from "../api/kinds/index.ts";
import {
  type Field,
  IN_ENVELOPE,
  type ListSchema,
  type MapSchema,
  type ObjectSchema,
  type Schema,
} from "../api/schema.ts";
import { decodeProtobuf } from "./protobuf.ts";

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

  it("may have a status and managed fields", () => {
    const fields = JSON.stringify({ "f:data": {} });
    const entry = message(text(1, "kubectl"), text(2, "Update"), field(7, text(1, fields)));
    const body = message(
      field(1, message(text(1, "web"), field(17, entry))),
      field(3, message(number(7, 2), field(6, message(text(1, "Available"), text(2, "True"))))),
    );
    expect(decodeProtobuf(envelope("apps/v1", "Deployment", body))).toMatchObject({
      metadata: { managedFields: [{ manager: "kubectl", operation: "Update", fieldsV1: { "f:data": {} } }] },
      status: { readyReplicas: 2, conditions: [{ type: "Available", status: "True" }] },
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

describe("the schemas of the kinds", () => {
  const messages = new Map<string, ObjectSchema>();
  const collect = (schema: Schema): void => {
    if (schema.type === "list") collect((schema as ListSchema).items);
    if (schema.type === "map") collect((schema as MapSchema).values);
    if (schema.type !== "object" || messages.has((schema as ObjectSchema).name)) return;
    messages.set((schema as ObjectSchema).name, schema as ObjectSchema);
    for (const inner of Object.values((schema as ObjectSchema).fields)) collect(inner);
  };
  for (const { schema } of kinds) collect(schema);

  it.each([...messages])("give each field of %s a protobuf number of its own", (name, { fields }) => {
    const owners = new Map<string, string>();
    for (const [key, schema] of Object.entries(fields)) {
      const { number, embeddedAt } = schema as Partial<Field<Schema>>;
      const place = embeddedAt === undefined ? `${number}` : `${embeddedAt} > ${number}`;
      const owner = owners.get(place);
      const fault =
        number === undefined ? "has no number" : owner && `has the number ${place}, as ${owner} has`;
      if (fault)
        expect.fail(
          `${key} of ${name} ${fault}. Write "${key}: field(NUMBER, ...)" with the number of generated.proto`,
        );
      if (number !== IN_ENVELOPE) owners.set(place, key);
    }
  });
});
