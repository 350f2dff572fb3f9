/** A piece of news in the language of the page. */
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

/** What is heard of a push: which news it is, or that there is more than is pushed. */
export interface Push {
  readonly cursor: number;
  readonly kind: string;
  readonly count: number | null;
}

export interface NewsPage {
  readonly items: readonly News[];
  /** Where there is more. */
  readonly next: string | null;
}
