using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Domain.Publishing;
using Understudy.Functions.Tests.Support;
using Understudy.Tests.Google;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>The app with YouTube on this machine, to which it sends 256 KiB at a time.</summary>
public sealed class YouTubeApp : IAsyncLifetime
{
    public const int Unit = 256 * 1024;
    public const string YouTubePath = $"{FilmPeople.Base}/youtube";

    private YouTubeDouble? _double;

    public TestApp App { get; } = new();

    internal YouTubeDouble YouTube => _double!;

    /// <summary>The requests that the app has made since <see cref="Fail"/>, in their order.</summary>
    internal ConcurrentQueue<YouTubeRequest> Asked { get; private set; } = new();

    public async Task InitializeAsync()
    {
        _double = await YouTubeDouble.StartAsync(App.Time);
        foreach ((string name, string value) in YouTube.Settings()) App.Settings[name] = value;
        App.AddServices = services => services.AddSingleton(UploadPace.Default with { PieceBytes = Unit });
        await App.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        await YouTube.DisposeAsync();
    }

    /// <summary>Happens to the first requests of that kind, as many as there are faults; to no other from now on.</summary>
    internal void Fail(Func<YouTubeRequest, bool> which, params YouTubeFault[] faults)
    {
        ConcurrentQueue<YouTubeFault> left = new(faults);
        ConcurrentQueue<YouTubeRequest> asked = Asked = new();
        YouTube.Script = request =>
        {
            asked.Enqueue(request);
            return which(request) && left.TryDequeue(out YouTubeFault? fault) ? fault : null;
        };
    }

    /// <summary>Somebody new, who has connected a channel.</summary>
    public async Task<Person> NewOwnerAsync()
    {
        Person person = await FilmPeople.NewAsync(App);
        await ConnectAsync(person, $"UC-{person.Id}");
        return person;
    }

    /// <summary>Connects a channel in the browser in which that was begun.</summary>
    public async Task ConnectAsync(Person person, string channel)
    {
        (Uri back, string cookie) = await LeaveAsync(person, channel);
        (await ReturnAsync("GET", back, cookie)).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Goes to Google and allows it.</summary>
    /// <returns>Where the browser is sent to, and the cookie that it has by then.</returns>
    public async Task<(Uri Back, string Cookie)> LeaveAsync(Person person, string channel)
    {
        using HttpResponseMessage begun = await person.Http.GetAsync($"{YouTubePath}/connect");
        begun.StatusCode.ShouldBe(HttpStatusCode.OK);
        string cookie = begun.Headers.GetValues("Set-Cookie").Single();
        Answer answer = await Answer.OfAsync(begun);
        return (YouTube.Allow(new Uri(answer.Text("url")), channel), cookie.Split(';')[0]);
    }

    /// <summary>The browser comes back, with that cookie if any; what it is shown.</summary>
    public async Task<(HttpStatusCode Status, string Page)> ReturnAsync(string method, Uri back, string? cookie)
    {
        using HttpClient browser = App.Anonymous();
        (string, string)[] headers = cookie is null ? [] : [("Cookie", cookie)];
        using HttpResponseMessage shown = await browser.RequestAsync(method, back.PathAndQuery, null, headers);
        return (shown.StatusCode, WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync()));
    }

    /// <summary>A project with a film of so many bytes; its id, and the bytes.</summary>
    public async Task<(string ProjectId, byte[] Film)> FilmAsync(Person person, int bytes, bool isNarrated = false)
    {
        string project = await person.FilmProjectAsync();
        if (isNarrated) await person.FilmJobAsync(await person.AskNarrationAsync(project));
        await person.FilmJobAsync(await person.AskVideoAsync(project));
        if (isNarrated) await person.ComposedAsync(project);
        FilmProjects projects = App.Services.GetRequiredService<FilmProjects>();
        FilmOutput output = await App.Services.GetRequiredService<Compositions>().OutputAsync(
            (await projects.FindAsync(person.Id, project, CancellationToken.None))!, CancellationToken.None);
        byte[] film = RandomNumberGenerator.GetBytes(bytes);
        await App.Services.GetRequiredService<IMediaStore>().WriteAsync(output.File!, new MemoryStream(film), "video/mp4");
        return (project, film);
    }

    /// <summary>Asks for an upload.</summary>
    public static Task<Answer> UploadAsync(Person person, string projectId, string title = "My AI Generated Film") => person.PostAsync(
        $"{YouTubePath}/upload",
        new
        {
            projectId,
            title,
            description = "Created with AI Film Studio",
            tags = new[] { "AI", "Film", "Generated" },
            privacy = "public",
        });

    /// <summary>A person's only upload, as it is written down.</summary>
    internal async Task<Publication> PublicationAsync(Person person) => (await App.Services.GetRequiredService<IDocumentStore>()
        .QueryAsync<Publication>(new DocumentQuery { Partition = person.Id })).Items.Single().Value;

    /// <summary>A person has one more upload, of the same video's words.</summary>
    public async Task CopyAsync(Person person)
    {
        IDocumentStore store = App.Services.GetRequiredService<IDocumentStore>();
        Publication made = (await store.QueryAsync<Publication>(
            new DocumentQuery { Partition = person.Id, Limit = 1 })).Items.Single().Value;
        await store.CreateAsync(made with { Id = Guid.CreateVersion7().ToString(), VideoId = $"{Guid.NewGuid():N}"[..11] });
    }

    /// <summary>An upload that has ended, written down as if it had been made; its id.</summary>
    public static async Task<string> NotedUploadAsync(TestApp app, string ownerId)
    {
        DateTimeOffset now = app.Time.GetUtcNow();
        string id = Guid.CreateVersion7().ToString();
        await app.Services.GetRequiredService<IDocumentStore>().CreateAsync(new Publication
        {
            Id = id,
            OwnerId = ownerId,
            ChannelId = "UC-1",
            SourceId = Guid.CreateVersion7().ToString(),
            Files = new PublishedFiles(new MediaKey(MediaKey.Library, "films/none.mp4")),
            Bytes = 10,
            Details = new VideoDetails { Title = "Mine", Privacy = VideoPrivacy.Public },
            State = PublicationState.Published,
            VideoId = "v1",
            Privacy = VideoPrivacy.Public,
            CreatedAt = now,
            DeadlineAt = now,
            FinishedAt = now,
        });
        return id;
    }
}
