/** Kubernetes Status errors: the exact messages of the API server. Models apimachinery/pkg/api/errors. */

export interface StatusCause {
  readonly reason?: string;
  readonly message: string;
  readonly field?: string;
}

export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

/** A failed request. The message is what kubectl prints behind `Error from server (Reason): `. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: number;
  readonly reason: string;
  readonly details: StatusDetails | undefined;
  /** Where a list can go on regardless. */
  readonly metadata: { readonly continue?: string };

  constructor(
    code: number,
    reason: string,
    message: string,
    details?: StatusDetails,
    metadata: { readonly continue?: string } = {},
  ) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
    this.metadata = metadata;
  }

  /** The `v1.Status` object that goes over the wire. */
  toStatus(): Record<string, unknown> {
    return {
      kind: "Status",
      apiVersion: "v1",
      metadata: this.metadata,
      status: "Failure",
      message: this.message,
      ...(this.reason === "" ? {} : { reason: this.reason }),
      ...(this.details === undefined ? {} : { details: this.details }),
      code: this.code,
    };
  }
}

/** What a message calls a resource: `pods`, `deployments.apps`. */
export interface ResourceName {
  readonly plural: string;
  readonly group: string;
}

export function qualified({ plural, group }: ResourceName): string {
  return withGroup(plural, group);
}

/** `Deployment.apps`; names of the core group stand alone. */
export function withGroup(name: string, group: string): string {
  return group === "" ? name : `${name}.${group}`;
}

const details = (resource: ResourceName, name: string): StatusDetails => ({
  name,
  ...(resource.group === "" ? {} : { group: resource.group }),
  kind: resource.plural,
});

export function notFound(resource: ResourceName, name: string): ApiError {
  return new ApiError(404, "NotFound", `${qualified(resource)} "${name}" not found`, details(resource, name));
}

/** @param isGoing that one is on its way out. */
export function alreadyExists(resource: ResourceName, name: string, isGoing = false): ApiError {
  const message = `${isGoing ? "object is being deleted: " : ""}${qualified(resource)} "${name}" already exists`;
  return new ApiError(409, "AlreadyExists", message, details(resource, name));
}

export function conflict(resource: ResourceName, name: string, why: string): ApiError {
  return new ApiError(
    409,
    "Conflict",
    `Operation cannot be fulfilled on ${qualified(resource)} "${name}": ${why}`,
    details(resource, name),
  );
}

export const MODIFIED =
  "the object has been modified; please apply your changes to the latest version and try again";

export function tooLargeVersion(wanted: number, current: number): ApiError {
  const causes = [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }];
  return new ApiError(504, "Timeout", `Timeout: Too large resource version: ${wanted}, current: ${current}`, {
    causes,
    retryAfterSeconds: 1,
  });
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, "BadRequest", message);
}

export function forbidden(resource: ResourceName, name: string, why: string): ApiError {
  return new ApiError(
    403,
    "Forbidden",
    `${qualified(resource)} "${name}" is forbidden: ${why}`,
    details(resource, name),
  );
}

/** What is answered before anybody looked at a resource: no such path, no such method. Models NewGenericServerResponse. */
export function noSuchResource(): ApiError {
  return new ApiError(404, "NotFound", "the server could not find the requested resource", {});
}

export function methodNotAllowed(): ApiError {
  const message = "the server does not allow this method on the requested resource";
  return new ApiError(405, "MethodNotAllowed", message, {});
}

export function internalError(why: string): ApiError {
  return new ApiError(500, "InternalError", `Internal error occurred: ${why}`, {
    causes: [{ message: why }],
  });
}

const NAMESPACE_TERMINATING = "NamespaceTerminating";

export function namespaceTerminating(resource: ResourceName, name: string, namespace: string): ApiError {
  const error = forbidden(
    resource,
    name,
    `unable to create new content in namespace ${namespace} because it is being terminated`,
  );
  const cause = {
    reason: NAMESPACE_TERMINATING,
    message: `namespace ${namespace} is being terminated`,
    field: "metadata.namespace",
  };
  return new ApiError(error.code, error.reason, error.message, { ...error.details, causes: [cause] });
}

/** @param kind the Kind with its group, `Deployment.apps` or `Service`. */
export function invalid(
  kind: { kind: string; group: string },
  name: string,
  causes: readonly StatusCause[],
): ApiError {
  const messages = [...new Set(causes.map((cause) => `${cause.field}: ${cause.message}`))];
  const text = messages.length === 1 ? messages[0] : `[${messages.join(", ")}]`;
  const called = withGroup(kind.kind, kind.group);
  return new ApiError(422, "Invalid", `${called} "${name}" is invalid: ${text}`, {
    name,
    ...(kind.group === "" ? {} : { group: kind.group }),
    kind: kind.kind,
    causes,
  });
}

export const isNotFound = (error: unknown): boolean =>
  error instanceof ApiError && error.reason === "NotFound";
export const isConflict = (error: unknown): boolean => error instanceof ApiError && error.code === 409;
export const isNamespaceTerminating = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.details?.causes ?? []).some((cause) => cause.reason === NAMESPACE_TERMINATING);
