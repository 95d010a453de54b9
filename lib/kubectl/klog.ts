/** A line of kubectl's log, as it appears between its answers. Models klog; the process id is always 1. */

/** @param place the source line that the real one names: `helpers.go:703` */
export function klogWarning(now: number, place: string, text: string): string {
  return line("W", now, place, text);
}

/** @param place as in klogWarning */
export function klogError(now: number, place: string, text: string): string {
  return line("E", now, place, text);
}

function line(level: string, now: number, place: string, text: string): string {
  const [, month, day, time] = /^\d+-(\d\d)-(\d\d)T([\d:.]+)Z$/.exec(new Date(now).toISOString()) ?? [];
  return `${level}${month}${day} ${time}000       1 ${place}] ${text}\n`;
}
