using System.Collections.Concurrent;
using Understudy.Domain.Notifications;

namespace Understudy.Functions.Tests.Support;

/// <summary>Where all the app's mail arrives; it can be told to refuse it.</summary>
public sealed class Mailbox : IMailer
{
    private readonly ConcurrentQueue<Mail> _mails = new();
    private int _refusals;

    /// <summary>How many of the next messages are refused.</summary>
    public int Refusals { get => _refusals; set => _refusals = value; }

    public Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref _refusals) >= 0) throw new MailFailedException("The mailbox is full.");
        _mails.Enqueue(mail);
        return Task.CompletedTask;
    }

    /// <summary>What was sent to an address.</summary>
    public IReadOnlyList<Mail> To(string address) => [.. _mails.Where(mail => mail.To == address)];

    /// <summary>Waits for a message to an address whose id begins so.</summary>
    public async Task<Mail> AwaitAsync(string address, string id)
    {
        Mail? Find() => _mails.FirstOrDefault(
            mail => mail.To == address && mail.Id.StartsWith(id, StringComparison.Ordinal));
        return (await Eventually.GetAsync(() => Task.FromResult(Find()), mail => mail is not null))!;
    }
}
