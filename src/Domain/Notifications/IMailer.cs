namespace Understudy.Domain.Notifications;

/// <summary>Sends e-mail.</summary>
public interface IMailer
{
    /// <summary>Hands a message over for delivery.</summary>
    /// <exception cref="MailFailedException">It was not taken; trying again later may help.</exception>
    Task SendAsync(Mail mail, CancellationToken cancellationToken);
}

/// <summary>A message to one person.</summary>
/// <param name="Id">What it is about; the same message sent again has the same id, so that it can be recognised.</param>
/// <param name="To">The address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The body, plain text.</param>
public sealed record Mail(string Id, string To, string Subject, string Text);

/// <summary>A message was not taken for delivery.</summary>
public sealed class MailFailedException(string message, Exception? inner = null) : Exception(message, inner);
