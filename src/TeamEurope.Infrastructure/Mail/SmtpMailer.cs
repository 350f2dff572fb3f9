using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using TeamEurope.Application.Mail;

namespace TeamEurope.Infrastructure.Mail;

public enum MailSecurity { None, StartTls, Tls }

/// <summary>Which server sends the mail.</summary>
/// <param name="Host">Nothing: no mail is sent.</param>
public sealed record SmtpSettings(string? Host, int Port, string? User, string? Password, MailSecurity Security, string? From);

/// <summary>Mail by SMTP. Each is handed over by itself: where one is refused, the next one is not.</summary>
internal sealed class SmtpMailer(SmtpSettings settings) : IMailer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public bool IsConfigured => settings is { Host: not null, From: not null };

    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var message = ToMessage(mail);
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        await client.ConnectAsync(settings.Host!, settings.Port, OptionsOf(settings.Security), cancellationToken);
        if (settings.User is { } user)
        {
            await client.AuthenticateAsync(user, settings.Password ?? "", cancellationToken);
        }

        await client.SendAsync(message, cancellationToken);

        // It is handed over: a server that breaks off now does not make it unsent.
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception e) when (e is IOException or SmtpProtocolException or OperationCanceledException)
        {
        }
    }

    private MimeMessage ToMessage(OutgoingMail mail)
    {
        var message = new MimeMessage { Subject = mail.Subject, MessageId = mail.MessageId };
        message.From.Add(MailboxAddress.Parse(settings.From!));
        message.To.Add(MailboxAddress.Parse(mail.To));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("Content-Language", mail.Language);
        message.Body = new MultipartAlternative
        {
            new TextPart("plain") { Text = mail.Text, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
            new TextPart("html") { Text = mail.Html, ContentTransferEncoding = ContentEncoding.QuotedPrintable }
        };
        return message;
    }

    private static SecureSocketOptions OptionsOf(MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect
    };
}
