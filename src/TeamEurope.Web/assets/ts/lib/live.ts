import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import type { News, NewsPage } from './news';

type Listener = (news: News) => void;

const longestWait = 60_000;

/**
 * Follows what is pushed to the signed-in person and hands each piece of news on once, in order. A push is a hint: the news itself
 * is fetched, in the language of the page, and so is whatever was missed while the connection was down.
 */
export class LiveNews {
  private readonly listeners = new Set<Listener>();
  private readonly connection: HubConnection;
  private isFetching = false;
  private wanted = false;
  private ended = false;

  constructor(private cursor: number) {
    this.connection = new HubConnectionBuilder()
      .withUrl('/hubs/notifications', { transport: HttpTransportType.WebSockets, skipNegotiation: true })
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => waitBefore(previousRetryCount) })
      .configureLogging(LogLevel.None)
      .build();
    this.connection.on('notify', () => void this.catchUp());
    this.connection.onreconnected(() => void this.catchUp());
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Tries until it is connected: a server that restarts is no reason to reload the page. */
  async start(): Promise<void> {
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

  /** One fetch at a time; what is pushed meanwhile makes it look once more. */
  private async catchUp(): Promise<void> {
    this.wanted = true;
    if (this.isFetching) {
      return;
    }

    this.isFetching = true;
    for (let failures = 0; this.wanted && !this.ended;) {
      this.wanted = false;
      try {
        await this.fetchMissed();
      } catch {
        this.wanted = true;
        await pause(waitBefore(failures++));
      }
    }

    this.isFetching = false;
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
      for (const news of page.items) {
        this.cursor = news.cursor;
        this.listeners.forEach(listener => listener(news));
      }

      if (page.next === null) {
        return;
      }

      // A page may hold nothing for us: what is quiet is left out of it.
      this.cursor = Number(page.next);
    }
  }

  /** The session is over; the next page that is opened asks for a new one. */
  private async end(): Promise<void> {
    this.ended = true;
    await this.connection.stop();
  }
}

/** Twice as long each time, up to a minute, and never all browsers at once. */
function waitBefore(attempt: number): number {
  return Math.min(longestWait, 1000 * 2 ** attempt) * (0.5 + Math.random() / 2);
}

const pause = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds));
