using Understudy.Domain.Jobs.Engines.Providers;
using Understudy.Domain.Media;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Jobs.Engines.Providers;

/// <summary>A provider that answers what a test says, and remembers what it was asked.</summary>
internal sealed class TestProvider(InMemoryMedia media) : IFilmProvider
{
    public List<FilmWish> Wishes { get; } = [];

    /// <summary>What it answers to the next requests, in their order; at last that it has taken <c>t-1</c>.</summary>
    public Queue<Func<ProviderAnswer>> Answers { get; } = new();

    /// <summary>How tasks stand; what is not here it does not know.</summary>
    public Dictionary<string, ProviderReading> Tasks { get; } = [];

    /// <summary>Whether it answers no question.</summary>
    public bool IsDown { get; set; }

    /// <summary>What it knows by the callback, where it can be asked that.</summary>
    public string? Found { get; set; }

    public bool CanLookUp { get; set; }

    /// <summary>What becomes of bringing films here.</summary>
    public Func<Task<ProviderFetch>> Fetch { get; set; } = () => Task.FromResult(ProviderFetch.Stored);

    public List<Uri> Fetched { get; } = [];

    public Task<ProviderAnswer> AskAsync(FilmWish wish, CancellationToken cancellationToken)
    {
        Wishes.Add(wish);
        return Task.FromResult(Answers.TryDequeue(out Func<ProviderAnswer>? answer) ? answer() : new ProviderAnswer.Accepted("t-1"));
    }

    public Task<ProviderReading?> ReadAsync(string taskId, CancellationToken cancellationToken) => IsDown
        ? throw new ProviderUnavailableException()
        : Task.FromResult(Tasks.GetValueOrDefault(taskId));

    public Task<string?> LookUpAsync(Uri callback, CancellationToken cancellationToken) => IsDown
        ? throw new ProviderUnavailableException()
        : Task.FromResult(Found);

    public async Task<ProviderFetch> FetchAsync(
        Uri result, MediaKey key, TimeSpan limit, CancellationToken cancellationToken)
    {
        Fetched.Add(result);
        ProviderFetch fetch = await Fetch();
        if (fetch == ProviderFetch.Stored) media.Put(key, [1, 2, 3], "video/mp4");
        return fetch;
    }
}
