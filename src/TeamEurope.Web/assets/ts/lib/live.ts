import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr';
import type { News, NewsPage, Push } from './news';

/** What is done with news: told one by one, or counted where there is more than anybody reads one by one. */
export interface Listener {
  readonly tell: (news: News) => void;
  readonly more: (news: readonly News[]) => void;
}

/** So many are told one by one after a break. */
const few = 4;

const longestWait = 60_000;

/**
 * Follows what is pushed to the signed-in person and hands each piece of news on once, in order. A push is a hint: the news itself
 * is fetched, in the language of the page, and so is whatever was missed while the connection was down. What was kept but not pushed
 * is handed on as a whole.
 */
export class LiveNews {
  private readonly connection: HubConnection;
  private isFetching = false;
  private wanted = false;
  private ended = false;

  /** The last that was pushed: what lies beyond is not to be told yet. */
  private pushed = 0;

  /** Whether all there is is wanted: after a break, or where the server says that there is more. */
  private everything = false;

  /** Whether the server said so: then it is one line, however little it is. */
  private asWhole = false;

  constructor(private cursor: number, private readonly listener: Listener) {
    this.connection = new HubConnectionBuilder()
      .withUrl('/hubs/notifications', { transport: HttpTransportType.WebSockets, skipNegotiation: true })
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => waitBefore(previousRetryCount) })
      .configureLogging(LogLevel.None)
      .build();
    this.connection.on('notify', (push: Push) => void this.hear(push));
    this.connection.onreconnected(() => void this.catchUpWithAll());
  }

  /** Tries until it is connected: a server that restarts is no reason to reload the page. */
  async start(): Promise<void> {
    for (let attempt = 0; !this.ended; attempt++) {
      try {
        await this.connection.start();
        await this.catchUpWithAll();
        return;
      } catch {
        await pause(waitBefore(attempt));
      }
    }
  }

  private async hear(push: Push): Promise<void> {
    if (push.kind === 'More') {
      this.asWhole = true;
      await this.catchUpWithAll();
      return;
    }

    this.pushed = Math.max(this.pushed, push.cursor);
    await this.catchUp();
  }

  private async catchUpWithAll(): Promise<void> {
    this.everything = true;
    await this.catchUp();
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
    const [all, asWhole] = [this.everything, this.asWhole];
    const missed: News[] = [];
    this.everything = this.asWhole = false;
    try {
      await this.fetchPages(all ? Number.MAX_SAFE_INTEGER : this.pushed, news => {
        if (all) {
          missed.push(news);
        } else {
          this.listener.tell(news);
        }
      });
    } catch (failure) {
      this.everything ||= all;
      this.asWhole ||= asWhole;
      throw failure;
    } finally {
      if (missed.length > (asWhole ? 0 : few)) {
        this.listener.more(missed);
      } else {
        missed.forEach(this.listener.tell);
      }
    }
  }

  /** Page after page up to and including a cursor, each piece of news once. */
  private async fetchPages(last: number, take: (news: News) => void): Promise<void> {
    while (this.cursor < last) {
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
        if (news.cursor > last) {
          return;
        }

        this.cursor = news.cursor;
        take(news);
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
