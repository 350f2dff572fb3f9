import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import type { News, NewsPage } from './news';

type Listener = (news: News) => void;

const longestWait = 60_000;
const remembered = 500;

/**
 * Follows what is pushed to the signed-in person and hands each piece of news on once, in order. What was missed while the
 * connection was down is fetched first; what is pushed meanwhile waits until then.
 */
export class LiveNews {
  private readonly listeners = new Set<Listener>();
  private readonly seen = new Set<number>();
  private readonly connection: HubConnection;
  private waiting: News[] | null = null;
  private ended = false;

  constructor(private cursor: number) {
    this.connection = new HubConnectionBuilder()
      .withUrl('/hubs/notifications', { transport: HttpTransportType.WebSockets, skipNegotiation: true })
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => waitBefore(previousRetryCount) })
      .configureLogging(LogLevel.None)
      .build();
    this.connection.on('notify', (news: News) => this.receive(news));
    this.connection.onreconnecting(() => { this.waiting ??= []; });
    this.connection.onreconnected(() => void this.catchUp());
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Tries until it is connected: a server that restarts is no reason to reload the page. */
  async start(): Promise<void> {
    this.waiting = [];
    for (let attempt = 0; !this.ended; attempt++) {
      try {
        await this.connection.start();
        await this.catchUp();
        return;
      } catch {
        await pause(waitBefore(attempt));
      }
    }
  }

  private receive(news: News): void {
    if (this.waiting === null) {
      this.pass(news);
    } else {
      this.waiting.push(news);
    }
  }

  private async catchUp(): Promise<void> {
    this.waiting ??= [];
    for (let attempt = 0; !this.ended; attempt++) {
      try {
        await this.fetchMissed();
        break;
      } catch {
        await pause(waitBefore(attempt));
      }
    }

    const pushed = this.waiting;
    this.waiting = null;
    pushed.forEach(news => this.pass(news));
  }

  private async fetchMissed(): Promise<void> {
    for (;;) {
      const response = await fetch(`/live/news?after=${this.cursor}`, { headers: { Accept: 'application/json' } });
      if (response.redirected || response.status === 401 || response.status === 403) {
        await this.end();
        return;
      }

      if (!response.ok) {
        throw new Error(`News answered ${response.status}`);
      }

      const page = await response.json() as NewsPage;
      const before = this.cursor;
      page.items.forEach(news => this.pass(news));
      this.cursor = Math.max(this.cursor, page.next ?? this.cursor);
      if (page.items.length === 0 || this.cursor === before) {
        return;
      }
    }
  }

  /** The session is over; the next page that is opened asks for a new one. */
  private async end(): Promise<void> {
    this.ended = true;
    await this.connection.stop();
  }

  private pass(news: News): void {
    if (this.seen.has(news.cursor)) {
      return;
    }

    this.seen.add(news.cursor);
    this.cursor = Math.max(this.cursor, news.cursor);
    if (this.seen.size > remembered) {
      this.seen.delete(Math.min(...this.seen));
    }

    this.listeners.forEach(listener => listener(news));
  }
}

/** Twice as long each time, up to a minute, and never all browsers at once. */
function waitBefore(attempt: number): number {
  return Math.min(longestWait, 1000 * 2 ** attempt) * (0.5 + Math.random() / 2);
}

const pause = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds));
