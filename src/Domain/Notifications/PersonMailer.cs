using Understudy.Domain.Accounts;

namespace Understudy.Domain.Notifications;

/// <summary>
/// Sends mail to people: the only way to do so. Whoever signs up can claim any address, so one that nobody has verified gets
/// none, neither what is private nor a word that its claimant chose.
/// </summary>
public sealed class PersonMailer(IMailer mailer)
{
    /// <summary>Hands a message over for delivery, unless the person's address is not verified.</summary>
    /// <param name="person">To whom; their address is the message's.</param>
    /// <param name="mail">The message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailFailedException">It was not taken; trying again later may help.</exception>
    public Task SendAsync(User person, Mail mail, CancellationToken cancellationToken) =>
        person.EmailVerified ? mailer.SendAsync(mail, cancellationToken) : Task.CompletedTask;

    /// <summary>
    /// Hands over a message that asks whether an address is somebody's, or lets whoever reads it choose a password: the only
    /// ones that an address gets which nobody has verified. Nothing in them comes from whoever claimed it.
    /// </summary>
    /// <param name="mail">The message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailFailedException">It was not taken; trying again later may help.</exception>
    public Task AskAsync(Mail mail, CancellationToken cancellationToken) => mailer.SendAsync(mail, cancellationToken);
}
