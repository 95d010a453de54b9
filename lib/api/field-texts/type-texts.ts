/** The words of one type and its fields. */
export interface TypeTexts {
  /** About the type itself. */
  readonly about?: string;
  /** Fields that a manifest must have. */
  readonly required?: readonly string[];
  readonly fields?: Readonly<Record<string, string>>;
}

/** By the name of the schema: `core/v1.ServiceSpec`. */
export type Texts = Readonly<Record<string, TypeTexts>>;
