using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Files;
using Understudy.Tests;

namespace Understudy.Functions.Tests.Faults;

/// <summary>
/// The whole app while a tenth of the calls of its document store and of its media store fail, as busy services elsewhere do,
/// half of them after they have taken effect, and while the engine breaks besides. People repeat what was not answered.
/// </summary>
public sealed class PipelineFaultTests
{
    private const double Probability = 0.1;
    private const int People = 20;
    private const int Videos = 3;

    // Links and tokens are good for an hour.
    private static readonly TimeSpan _most = TimeSpan.FromMinutes(40);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_job_ends_and_every_minute_is_where_it_belongs(int seed)
    {
        Chance chance = new(seed);
        await using AppOfOwn own = await AppOfOwn.StartAsync(app => Prepare(app, chance));
        own.App.Engine.Script = (job, watcher, cancellationToken) => chance.Next(10) switch
        {
            0 => ScriptedEngine.Refuse("no_face", "There is no face.")(job, watcher, cancellationToken),
            1 => throw new IOException("The engine broke."),
            _ => own.App.Engine.SucceedAsync(job, watcher, cancellationToken),
        };

        Task<Run>[] runs = [.. Enumerable.Range(0, People).Select(_ => ActAsync(own.App, chance))];
        await PassTimeUntilAsync(own.App, Task.WhenAll(runs));
        chance.Calm();
        await PassTimeUntilAsync(own.App, Task.WhenAll(runs.Select(async run => await CheckAsync(own.App, await run))));
    }

    private static void Prepare(TestApp app, Chance chance)
    {
        app.AroundStore = inner => new FaultyStore(inner)
        {
            Failure = new TimeoutException("The store does not answer."),
            Fails = (_, _) => chance.Happens(Probability / 2),
            LosesAnswer = (_, _) => chance.Happens(Probability / 2),
        };
        app.AddServices = services =>
        {
            services.AddSingleton<IMediaStore>(provider =>
                new UnreliableMedia(provider.GetRequiredService<FileMediaStore>(), chance, Probability));
            // Thousands of faults, each of which the app logs.
            services.AddLogging(logging => logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.None));
        };
    }

    private static async Task<Run> ActAsync(TestApp app, Chance chance)
    {
        Client client = await Client.SignInAsync(app);
        string? looks = await client.TrainAsync("video");
        string? voice = await client.TrainAsync("voice");
        if (looks is null || voice is null) return new Run(client, [], []);
        List<string> videos = [];
        List<string> deleted = [];
        for (int n = 0; n < Videos; n++)
        {
            string id = (await client.CreateAsync("/api/v1/generate", Bodies.Video(new Pair(looks, voice)))).Text("video.id");
            videos.Add(id);
            if (chance.Next(4) > 0) continue;
            await client.InsistAsync(person => person.DeleteAsync($"/api/v1/videos/{id}"));
            deleted.Add(id);
        }
        return new Run(client, videos, deleted);
    }

    private static async Task CheckAsync(TestApp app, Run run)
    {
        int charged = 0;
        WalletLedger ledger = app.Services.GetRequiredService<WalletLedger>();
        WalletId wallet = Minutes.Wallet(run.Client.Person.Id);
        foreach (string id in run.Videos.Except(run.Deleted))
        {
            Answer ended = await Eventually.GetAsync(
                () => run.Client.InsistAsync(person => person.GetAsync($"/api/v1/generate/{id}/status")),
                video => video.Text("video.status") is "completed" or "failed");
            if (ended.Text("video.status") == "completed") charged++;
        }
        WalletBalance balance = await Eventually.GetAsync(() => ledger.GetBalanceAsync(wallet), now => now.Held == 0);
        foreach (string id in run.Deleted)
            (await run.Client.Person.GetAsync($"/api/v1/videos/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);

        IReadOnlyList<WalletEntry> entries = await ledger.GetHistoryAsync(wallet, 1000);
        entries.Sum(entry => entry.Amount).ShouldBe(balance.Left);
        var cost = run.Videos.ToDictionary(
            id => id, id => -entries.Where(entry => entry.OperationId == id).Sum(entry => entry.Amount));
        cost.Values.ShouldAllBe(minutes => minutes == 0 || minutes == 1);
        // A video that was deleted may have been finished before.
        run.Videos.Except(run.Deleted).Sum(id => cost[id]).ShouldBe(charged);
        balance.Left.ShouldBe(3 - cost.Values.Sum());
    }

    private static async Task PassTimeUntilAsync(TestApp app, Task all)
    {
        TimeSpan passed = TimeSpan.Zero;
        while (await Task.WhenAny(all, Task.Delay(TimeSpan.FromMilliseconds(20))) != all)
        {
            if (passed >= _most) continue;
            passed += TimeSpan.FromSeconds(1);
            app.Time.Advance(TimeSpan.FromSeconds(1));
        }
        await all;
    }

    private sealed record Run(Client Client, IReadOnlyList<string> Videos, IReadOnlyList<string> Deleted);

    /// <summary>A person who repeats every request until it is answered, creating things under a key.</summary>
    private sealed class Client(Person person)
    {
        public Person Person => person;

        public static async Task<Client> SignInAsync(TestApp app)
        {
            string email = $"{Guid.NewGuid():N}@example.com";
            while (true)
            {
                try
                {
                    return new Client(await Person.SignInAsync(app, email));
                }
                catch (KeyNotFoundException)
                {
                    // The answer was an error, which has no user in it.
                }
            }
        }

        public Task<Answer> InsistAsync(Func<Person, Task<Answer>> ask) => Eventually.GetAsync(
            () => ask(person), answer => answer.Status < HttpStatusCode.InternalServerError && !IsBusy(answer));

        public async Task<Answer> CreateAsync(string path, object body)
        {
            string key = Guid.NewGuid().ToString("N");
            Answer created = await InsistAsync(one => one.PostOnceAsync(key, path, body));
            created.Status.ShouldBe(HttpStatusCode.Created, created.ToString());
            return created;
        }

        /// <summary>Trains a model; null when the engine refused it, or broke again and again.</summary>
        public async Task<string?> TrainAsync(string kind)
        {
            Answer created = await CreateAsync($"/api/v1/models/{kind}", Bodies.Model(kind));
            string id = created.Text("model.id");
            await Eventually.GetAsync(
                () => person.UploadAsync(kind, created), status => status < HttpStatusCode.InternalServerError);
            await InsistAsync(one => one.CompleteUploadAsync(kind, id));
            Answer ended = await Eventually.GetAsync(
                () => InsistAsync(one => one.GetAsync($"/api/v1/models/{kind}/{id}")),
                model => model.Text("model.status") is "completed" or "failed");
            return ended.Text("model.status") == "completed" ? id : null;
        }

        // The one that was cut off still holds the key.
        private static bool IsBusy(Answer answer) => answer.Status == HttpStatusCode.Conflict &&
            answer.Code == "IDEMPOTENCY_IN_PROGRESS";
    }
}
