// A mail server for tests, on loopback: every mail it takes is a line of JSON on standard output.
import { SMTPServer } from 'smtp-server';
import { simpleParser } from 'mailparser';

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: (address, session, done) => done(address.address.startsWith('refused') ? Object.assign(new Error('No such mailbox'), { responseCode: 550 }) : null),
  onData: (stream, session, done) => {
    simpleParser(stream).then(mail => {
      console.log(JSON.stringify({
        to: session.envelope.rcptTo.map(r => r.address).join(','), from: mail.from.text, subject: mail.subject, text: mail.text, html: mail.html,
        messageId: mail.messageId, language: mail.headers.get('content-language') ?? '', automatic: mail.headers.get('auto-submitted') ?? ''
      }));
      done();
    }, done);
  }
});
server.listen(Number(process.argv[2]), '127.0.0.1', () => console.log(server.server.address().port));
