/** The schema of core/v1 LocalObjectReference, which names an object of the same namespace. */
import { embedded, field, object, string } from "../schema.ts";

const fields = { name: field(1, string) };
export const localObjectReference = object("core/v1.LocalObjectReference", fields, { atomic: true });
/** For the structs that embed it, as their first message. */
export const embeddedReference = embedded(1, fields);
