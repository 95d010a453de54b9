/** The two languages of the course. Output of kubectl and other tools is never translated. */
export type Language = "ko" | "en";
