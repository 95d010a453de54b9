/** What all programs of busybox say about themselves; the banner is that of the image busybox:1.37. */

export const BUSYBOX_BANNER = "BusyBox v1.37.0 (2024-09-26 21:31:42 UTC) multi-call binary.";
