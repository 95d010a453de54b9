/** How the tags of versioned images are made: `1.27`, `1.27.3-alpine`, `alpine3.21`, `latest`. */

/** The systems that Docker's official images stand on, as they appear in tags. */
export const ALPINE_TAG = String.raw`alpine(?:3\.\d{1,2})?`;
export const DEBIAN_TAG = "trixie|bookworm|bullseye|buster|stretch|jessie";

/**
 * @param versions a pattern of the versions that exist.
 * @param variants a pattern of what may stand behind a version, or alone for the newest one.
 */
export function versionTags(versions: string, variants: string): RegExp {
  return new RegExp(`^(?:latest|(?:${versions})(?:-(?:${variants}))*|(?:${variants})(?:-(?:${variants}))*)$`);
}
