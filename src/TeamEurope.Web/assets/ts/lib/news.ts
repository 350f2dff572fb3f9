/** What the server pushes and what it answers when asked for what was missed. */
export interface News {
  readonly cursor: number;
  readonly kind: string;
  readonly alertId: string | null;
  readonly level: string | null;
  readonly countries: readonly string[];
  readonly text: string;
  readonly at: string;
  readonly read: boolean;
}

export interface NewsPage {
  readonly items: readonly News[];
  readonly next: number | null;
}
