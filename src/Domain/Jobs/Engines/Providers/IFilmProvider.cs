using Understudy.Domain.Media;

namespace Understudy.Domain.Jobs.Engines.Providers;

/// <summary>
/// A service of somebody else's that makes films for money. It has no name of ours for what is asked of it, so whoever asks
/// must never ask twice; see <see cref="ProviderEngine"/>.
/// </summary>
public interface IFilmProvider
{
    /// <summary>Whether it can be asked which task it has for a callback's address.</summary>
    bool CanLookUp { get; }

    /// <summary>Asks for a film, in one request that is never repeated.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more; whether it was taken is not known.</exception>
    Task<ProviderAnswer> AskAsync(FilmWish wish, CancellationToken cancellationToken);

    /// <summary>Asks how a task stands.</summary>
    /// <returns>How, or null when it knows of no such task.</returns>
    /// <exception cref="ProviderUnavailableException">There is no answer, or none that can be read.</exception>
    Task<ProviderReading?> ReadAsync(string taskId, CancellationToken cancellationToken);

    /// <summary>Asks which task is to call back at an address.</summary>
    /// <returns>Its id, or null when it knows of none.</returns>
    /// <exception cref="ProviderUnavailableException">There is no answer, or none that can be read.</exception>
    Task<string?> LookUpAsync(Uri callback, CancellationToken cancellationToken);

    /// <summary>Brings a film that it has made into our store, whole or not at all.</summary>
    /// <param name="result">Where it is, by the provider's word.</param>
    /// <param name="key">Where it is to be.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ProviderFetch> FetchAsync(Uri result, MediaKey key, TimeSpan limit, CancellationToken cancellationToken);
}

/// <summary>What a provider is asked for.</summary>
/// <param name="JobId">For the log.</param>
/// <param name="Prompt">What is to be seen.</param>
/// <param name="IsPortrait">Whether the picture is higher than wide.</param>
/// <param name="IsHighDefinition">Whether 1080 lines are wanted, and not 720.</param>
/// <param name="Images">Where the pictures are that are to be set in motion; none for a film of a prompt alone.</param>
/// <param name="Callback">Where the end is to be told; its secret is the task's own.</param>
public sealed record FilmWish(
    string JobId, string Prompt, bool IsPortrait, bool IsHighDefinition, IReadOnlyList<Uri> Images, Uri Callback);

/// <summary>What became of a request for a film.</summary>
public abstract record ProviderAnswer
{
    private ProviderAnswer()
    {
    }

    /// <summary>It was taken.</summary>
    /// <param name="TaskId">The provider's name of it.</param>
    public sealed record Accepted(string TaskId) : ProviderAnswer;

    /// <summary>It was certainly not taken, and may be asked again.</summary>
    /// <param name="RetryAfter">When, if the provider says so.</param>
    public sealed record Busy(TimeSpan? RetryAfter) : ProviderAnswer;

    /// <summary>It was certainly not taken, and never will be.</summary>
    /// <param name="Failure">What the job says.</param>
    public sealed record Refused(JobFailure Failure) : ProviderAnswer;

    /// <summary>Nobody knows whether it was taken.</summary>
    public sealed record Unknown : ProviderAnswer;
}

/// <summary>How a task stands at a provider.</summary>
/// <param name="State">Where it is.</param>
/// <param name="Result">Where the film is, once it is made; null also when the provider tells no usable address.</param>
/// <param name="Callback">Where it will call back; null when it does not tell.</param>
public sealed record ProviderReading(ProviderState State, Uri? Result = null, string? Callback = null);

/// <summary>Where a provider's task is.</summary>
public enum ProviderState
{
    /// <summary>It waits, or is worked on.</summary>
    Waiting,

    /// <summary>The film is made.</summary>
    Made,

    /// <summary>There will be none.</summary>
    Failed,
}

/// <summary>What became of bringing a film here.</summary>
public enum ProviderFetch
{
    /// <summary>It is in our store.</summary>
    Stored,

    /// <summary>It could not be brought now.</summary>
    Failed,

    /// <summary>It must not be brought: too large, no film, or at an address where the app does not go.</summary>
    Refused,
}

/// <summary>A provider has not answered, or not so that it can be read.</summary>
/// <param name="retryAfter">When to ask again, if it says so.</param>
/// <param name="cause">Why.</param>
public sealed class ProviderUnavailableException(TimeSpan? retryAfter = null, Exception? cause = null)
    : Exception("The provider does not answer.", cause)
{
    /// <summary>When to ask again, if it says so.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
