using System.Globalization;
using System.Text;
using Understudy.Domain.Media;

namespace Understudy.Domain.Jobs.Engines;

/// <summary>
/// Files by which those who work elsewhere hear whether they are to go on: all that they share with the app besides queues is
/// where files are. A permit names the attempt that is wanted.
/// </summary>
public sealed class WorkPermits(IMediaStore media)
{
    private const string Withdrawn = "withdrawn";

    /// <summary>The permit of a job's work.</summary>
    public static MediaKey KeyOf(string owner, string job) => new(MediaKey.Library, $"engine/{owner}/{job}");

    /// <summary>From now on this attempt is wanted, and no other.</summary>
    public Task GrantAsync(MediaKey permit, int attempt, CancellationToken cancellationToken) =>
        WriteAsync(permit, attempt.ToString(CultureInfo.InvariantCulture), cancellationToken);

    /// <summary>Nobody wants the work any more; whoever reads that removes the permit.</summary>
    public Task WithdrawAsync(MediaKey permit, CancellationToken cancellationToken) =>
        WriteAsync(permit, Withdrawn, cancellationToken);

    /// <summary>The work has ended.</summary>
    public Task RemoveAsync(MediaKey permit, CancellationToken cancellationToken) =>
        media.DeleteAsync(permit, cancellationToken);

    /// <summary>How it stands with an attempt.</summary>
    public async Task<WorkPermit> ReadAsync(MediaKey permit, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            await using Stream content = await media.OpenReadAsync(permit, cancellationToken);
            using StreamReader reader = new(content, Encoding.ASCII);
            string text = await reader.ReadToEndAsync(cancellationToken);
            return text == Withdrawn ? WorkPermit.Withdrawn
                : text == attempt.ToString(CultureInfo.InvariantCulture) ? WorkPermit.Granted
                : WorkPermit.Gone;
        }
        catch (FileNotFoundException)
        {
            return WorkPermit.Gone;
        }
    }

    private async Task WriteAsync(MediaKey permit, string text, CancellationToken cancellationToken)
    {
        using MemoryStream content = new(Encoding.ASCII.GetBytes(text));
        await media.WriteAsync(permit, content, "text/plain", cancellationToken);
    }
}

/// <summary>Whether an attempt is wanted.</summary>
public enum WorkPermit
{
    /// <summary>It is.</summary>
    Granted,

    /// <summary>Nobody wants what it makes: that can go.</summary>
    Withdrawn,

    /// <summary>It was done by somebody else, or another attempt took its place: what is there is not to be touched.</summary>
    Gone,
}
