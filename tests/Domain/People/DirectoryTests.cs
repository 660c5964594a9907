using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.People;
using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.People;

/// <summary>The directory says what the accounts say, whoever is cut off where.</summary>
public sealed class DirectoryTests
{
    private readonly ManualTime _time = new();
    private readonly InMemoryDocumentStore _store;
    private readonly DirectoryKeeper _keeper;
    private readonly DirectorySweep _sweep;
    private readonly PeopleDirectory _directory;

    public DirectoryTests()
    {
        _store = new InMemoryDocumentStore(_time) { Interleaves = true };
        _keeper = new DirectoryKeeper(_store, new Subscriptions(_store, new Catalogue([]), _time), _time);
        _sweep = new DirectorySweep(_store, _keeper, _time);
        _directory = new PeopleDirectory(_store, _time);
    }

    [Fact]
    public async Task Accounts_that_are_older_than_it_are_found_by_the_sweep_and_changes_after_that()
    {
        for (int number = 0; number < 1_200; number++) await OpenAsync($"user{number:D4}");
        (await TotalAsync()).ShouldBe(0);
        await _sweep.RunAsync(default);
        (await TotalAsync()).ShouldBe(1_200);

        // Somebody was opened, and the process ended before anybody was told.
        _time.Advance(TimeSpan.FromHours(2));
        await OpenAsync("late");
        await ChangeAsync("user0007", user => user with { Name = "Seven" });
        await _store.CreateAsync(new Subscription
        {
            Id = "films",
            OwnerId = "user0008",
            Product = "films",
            Sku = "pro",
            CreatedAt = _time.Now,
            UpdatedAt = _time.Now,
        });
        await _sweep.RunAsync(default);
        (await TotalAsync()).ShouldBe(1_201);
        (await FindAsync("late")).Email.ShouldBe("late@example.com");
        (await FindAsync("user0007")).Name.ShouldBe("Seven");
        (await FindAsync("user0008")).Plans.ShouldBe([new DirectoryPlan("films", "pro")]);
    }

    [Fact]
    public async Task A_sweep_that_is_cut_off_goes_on_and_leaves_nobody_out()
    {
        for (int number = 0; number < 1_100; number++) await OpenAsync($"user{number:D4}");
        _store.Faults = new RandomFaults(3);
        for (int attempt = 0; attempt < 40; attempt++)
        {
            try
            {
                await _sweep.RunAsync(default);
            }
            catch (SimulatedCrashException)
            {
                // The next timer begins again.
            }
        }
        _store.Faults = null;
        await _sweep.RunAsync(default);
        (await TotalAsync()).ShouldBe(1_100);
    }

    [Fact]
    public async Task However_many_follow_at_once_the_entry_says_what_the_account_says_in_the_end()
    {
        await OpenAsync("ann");
        Task[] all =
        [
            .. Enumerable.Range(0, 40).Select(number => Task.Run(async () =>
            {
                await ChangeAsync("ann", user => user with { Name = $"Ann {number % 3}" });
                await _keeper.ChangedAsync("ann", default);
            })),
        ];
        await Task.WhenAll(all);
        User ann = (await _store.FindAsync<User>("ann", "ann"))!.Value;
        (await FindAsync("ann")).Name.ShouldBe(ann.Name);
    }

    [Fact]
    public async Task Nothing_is_written_when_nothing_has_changed()
    {
        await OpenAsync("ann");
        await _keeper.ChangedAsync("ann", default);
        string before = (await EntryAsync("ann"))!.ETag;
        await ChangeAsync("ann", user => user with { EmailVerified = true });
        await _keeper.ChangedAsync("ann", default);
        (await EntryAsync("ann"))!.ETag.ShouldBe(before);
    }

    [Fact]
    public async Task Whoever_is_erased_is_gone_for_those_who_knew_and_those_who_did_not_and_is_forgotten_after_a_day()
    {
        await OpenAsync("ann");
        await OpenAsync("bob");
        foreach (string id in new[] { "ann", "bob" }) await _keeper.ChangedAsync(id, default);
        PeopleDirectory elsewhere = new(_store, _time);
        (await elsewhere.ReadAsync(default)).Count.ShouldBe(2);

        await ChangeAsync("ann", user => user with { ErasureStartedAt = _time.Now });
        await new DirectoryData(_keeper).EraseAsync("ann", default);
        // A sign-in that was under way tells of her once more.
        await _keeper.ChangedAsync("ann", default);
        foreach (PeopleDirectory each in new[] { elsewhere, new PeopleDirectory(_store, _time) })
            (await each.ReadAsync(default)).Find(new DirectorySearch(), 0, 10).Entries
                .Select(entry => entry.UserId).ShouldBe(["bob"]);
        DirectoryEntry left = (await EntryAsync("ann"))!.Value;
        (left.UserId, left.Email, left.Name, left.Plans.Count).ShouldBe(("", "", "", 0));
        _time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        (await EntryAsync("ann")).ShouldBeNull();

        // Whoever has not looked for longer than that begins anew.
        (await elsewhere.ReadAsync(default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_another_instance_writes_is_there_with_the_next_look_even_if_its_clock_is_late()
    {
        await OpenAsync("ann");
        await _keeper.ChangedAsync("ann", default);
        (await TotalAsync()).ShouldBe(1);
        await OpenAsync("bob");
        _time.Correct(TimeSpan.FromSeconds(-20));
        await _keeper.ChangedAsync("bob", default);
        _time.Correct(TimeSpan.FromSeconds(20));
        (await TotalAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Opening_renaming_and_a_new_address_are_told_at_once()
    {
        SignInHandler signIn = new(_store, new SequentialIds(), _time, _keeper);
        User ann = (await signIn.HandleAsync(new FirebaseIdentity("uid", "ann@example.com", true, "Ann", null), default)).User;
        (await FindAsync(ann.Id)).Email.ShouldBe("ann@example.com");
        await signIn.HandleAsync(new FirebaseIdentity("uid", "ann@work.example", true, "Ann", null), default);
        (await FindAsync(ann.Id)).Email.ShouldBe("ann@work.example");
        await new AccountDetails(_store, _time, _keeper).ChangeAsync(ann.Id, new DetailsChange(Name: "Anna"), default);
        (await FindAsync(ann.Id)).Name.ShouldBe("Anna");
    }

    private Task OpenAsync(string id) => _store.CreateAsync(new User
    {
        Id = id,
        Email = $"{id}@example.com",
        Name = id,
        CreatedAt = _time.Now,
        UpdatedAt = _time.Now,
    });

    private Task ChangeAsync(string id, Func<User, User> change) =>
        _store.UpdateAsync<User>(id, id, user => change(user) with { UpdatedAt = _time.Now });

    private Task<Stored<DirectoryEntry>?> EntryAsync(string id) =>
        _store.FindAsync<DirectoryEntry>(DirectoryEntry.Everybody, DirectoryEntry.IdOf(id));

    private async Task<int> TotalAsync() => (await _directory.ReadAsync(default)).Count;

    private async Task<DirectoryEntry> FindAsync(string id) => (await _directory.ReadAsync(default))
        .Find(new DirectorySearch(), 0, 2_000).Entries.Single(entry => entry.UserId == id);
}
