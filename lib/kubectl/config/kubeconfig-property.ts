/** One value of the kubeconfig by its path: `contexts.staging.namespace`. Models kubectl/pkg/cmd/config navigation_step_parser.go. */
import { parseBool } from "../../go/strconv.ts";
import { KubectlError } from "../verb.ts";
import { type Kubeconfig, type Section, stanzaSchemas } from "./kubeconfig.ts";

/** A whole stanza, or a field of it. */
interface Place {
  readonly section: Section;
  readonly name: string;
  readonly field: string | undefined;
}

/** @throws KubectlError for a path that leads nowhere, and for a value that does not fit */
export function setProperty(config: Kubeconfig, path: string, value: string, isRawBytes: boolean): void {
  if (path === "current-context") config.currentContext = value;
  else if (path === "preferences.colors") config.colors = readBool(value);
  else {
    const { section, name, field } = placeOf(path);
    if (field === undefined)
      throw new KubectlError(`can't set a map to a value: map[${config.names(section).join(" ")}]`);
    config.put(section, name, {
      ...config.find(section, name),
      [field]: readValue(section, field, value, isRawBytes),
    });
  }
}

/** @throws KubectlError for a path that leads nowhere */
export function unsetProperty(config: Kubeconfig, path: string): void {
  if (path === "current-context") config.currentContext = "";
  else if (path === "preferences" || path === "preferences.colors") config.colors = false;
  else if (path in stanzaSchemas)
    for (const name of config.names(path as Section)) config.remove(path as Section, name);
  else {
    const { section, name, field } = placeOf(path);
    const before = config.find(section, name);
    config.remove(section, name);
    if (field === undefined || before === undefined) return;
    const { [field]: _, ...rest } = before;
    config.put(section, name, rest);
  }
}

/** A name may hold dots: it ends before the first word that is a field. */
function placeOf(path: string): Place {
  const [section = "", ...words] = path.split(".");
  if (!(section in stanzaSchemas) || words.length === 0)
    throw new KubectlError(`unable to parse ${path} after [] at api.Config`);
  const { fields } = stanzaSchemas[section as Section];
  const at = words.findIndex((word, index) => index > 0 && Object.hasOwn(fields, word));
  if (at !== -1 && at < words.length - 1)
    throw new KubectlError(
      `unable to parse ${path}: nothing stands below ${words.slice(0, at + 1).join(".")}`,
    );
  return {
    section: section as Section,
    name: words.slice(0, at === -1 ? undefined : at).join("."),
    field: at === -1 ? undefined : words[at],
  };
}

function readValue(
  section: Section,
  field: string,
  value: string,
  isRawBytes: boolean,
): string | boolean | undefined {
  const schema = stanzaSchemas[section].fields[field];
  if (schema?.type === "boolean") return readBool(value) || undefined;
  if (schema?.goType !== "[]uint8") return value;
  if (isRawBytes) return btoa(value);
  const wrongAt = value.search(/[^A-Za-z0-9+/=]/);
  if (wrongAt !== -1 || value.length % 4 !== 0)
    throw new KubectlError(`illegal base64 data at input byte ${wrongAt === -1 ? value.length : wrongAt}`);
  return value;
}

function readBool(value: string): boolean {
  const bool = parseBool(value);
  if (typeof bool === "object") throw new KubectlError(bool.error);
  return bool;
}
