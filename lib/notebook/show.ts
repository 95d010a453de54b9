/** `show.x()` for each picture x of the list: draws it from what the cluster is now, and puts it under the cell. */
import { ApiError } from "../api/api-error.ts";
import { showPicture } from "./display.ts";
import * as pictures from "./pictures/index.ts";
import type { Picture } from "./pictures/picture.ts";
import type { Scene } from "./pictures/scene.ts";

/** What a picture asks for besides the scene. */
type Options<Draw> = Draw extends (scene: never, ...options: infer Given) => Picture ? Given : never;

export type Show = {
  readonly [Name in keyof typeof pictures]: (...options: Options<(typeof pictures)[Name]>) => void;
};

/** @param scene is asked anew for each picture. */
export function createShow(scene: () => Scene): Show {
  const drawers: [string, (scene: Scene, ...options: never[]) => Picture][] = Object.entries(pictures);
  return Object.fromEntries(
    drawers.map(([name, draw]) => [
      name,
      (...options: never[]) => showOrExplain(() => draw(scene(), ...options)),
    ]),
  ) as Show;
}

/** A picture of what is not there is kubectl's sentence about it. */
function showOrExplain(draw: () => Picture): void {
  try {
    showPicture(draw());
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    process.stderr.write(`Error from server (${error.reason}): ${error.message}\n`);
  }
}
