using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;
using Understudy.Functions.Tests.OpenApi;
using Understudy.Functions.Tests.Products.Clone;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Accounts;

/// <summary>Leaving, and coming back within 30 days. Clone §10.6.</summary>
public sealed class AccountDeletionTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Path = "/api/v1/account";
    private const string Confirmed = """{"confirmation":"DELETE"}""";

    [Fact]
    public async Task Only_the_exact_word_deletes()
    {
        using Person person = await app.NewPersonAsync();
        foreach (string? json in FieldCases.NoWord.Cast<string?>()
            .Concat(["\"delete\"", "\" DELETE\"", "\"DELETE \"", "\"DELETE\\n\"", "\"ＤＥＬＥＴＥ\"", "null", null]))
        {
            string body = json is null ? "{}" : $$"""{"confirmation":{{json}}}""";
            (await person.SendAsync(HttpMethod.Delete, Path, body)).ShouldBeInvalid("confirmation");
        }
        (await person.SendAsync(HttpMethod.Delete, Path)).ShouldBeInvalid("body");
        (await person.GetAsync("/api/v1/auth/me")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_deleted_account_answers_nothing_but_the_way_back()
    {
        using Person person = await app.NewPersonAsync();
        await person.PatchAsync("/api/v1/settings", """{"language":"en"}""");
        string video = await person.MadeVideoAsync();
        (await person.SendAsync(HttpMethod.Delete, Path, Confirmed)).Status.ShouldBe(HttpStatusCode.OK);

        foreach (Operation operation in Operation.All.Where(o => o.IsClosed && o.TakesFirebase() && o.Id != "login"))
        {
            Answer answer = await person.SendAsync(operation.Method, Valid.Address(operation, Valid.Nothing));
            answer.Status.ShouldBe(HttpStatusCode.Forbidden, $"{operation}");
            // The words are the first product's.
            if (!operation.Path.StartsWith("/api/v1/", StringComparison.Ordinal)) continue;
            answer.ShouldBeError(HttpStatusCode.Forbidden, "ACCOUNT_DELETED");
            DateTimeOffset.Parse(answer.Text("error.details.deletion_at"), System.Globalization.CultureInfo.InvariantCulture)
                .ShouldBe(app.Time.GetUtcNow().AddDays(30), TimeSpan.FromMinutes(5));
        }
        (await app.Mails.AwaitAsync(person.Email, "deletion-scheduled-")).Subject
            .ShouldBe("Your account is scheduled for deletion");

        Answer back = await person.PostAsync("/api/v1/auth/login");
        back.Status.ShouldBe(HttpStatusCode.OK);
        back.Text("user.id").ShouldBe(person.Id);
        (await person.GetAsync("/api/v1/auth/me")).Status.ShouldBe(HttpStatusCode.OK);
        (await person.GetAsync($"/api/v1/videos/{video}")).Status.ShouldBe(HttpStatusCode.OK);
        (await app.Mails.AwaitAsync(person.Email, "account-restored-")).Subject.ShouldBe("Your account is restored");
        await person.PostAsync("/api/v1/auth/login");
        Count(app, person, "account-restored-").ShouldBe(1);
    }

    [Fact]
    public async Task Who_comes_back_stays_and_may_leave_again()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await own.App.NewPersonAsync();
        await person.SendAsync(HttpMethod.Delete, Path, Confirmed);
        await own.App.Mails.AwaitAsync(person.Email, "deletion-scheduled-");
        own.App.Time.Advance(TimeSpan.FromDays(29));
        await person.SignInAgainAsync();
        own.App.Time.Advance(TimeSpan.FromDays(40));
        await person.SignInAgainAsync();
        (await person.SendAsync(HttpMethod.Delete, Path, Confirmed)).Status.ShouldBe(HttpStatusCode.OK);
        await Eventually.HoldsAsync(
            () => Count(own.App, person, "deletion-scheduled-") == 2, "both deletions are told");
    }

    [Fact]
    public async Task A_deletion_that_was_cut_off_is_completed()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await own.App.NewPersonAsync();
        // The document says so, and nothing that follows from it has happened.
        await own.App.Services.GetRequiredService<AccountDeletion>().ScheduleAsync(person.Id, CancellationToken.None);
        (await person.GetAsync("/api/v1/auth/me")).Status.ShouldBe(HttpStatusCode.OK);
        own.App.Time.Advance(TimeSpan.FromMinutes(11));
        await Eventually.GetAsync(
            () => person.GetAsync("/api/v1/auth/me"), answer => answer.Status == HttpStatusCode.Forbidden);
        await own.App.Mails.AwaitAsync(person.Email, "deletion-scheduled-");
    }

    [Fact]
    public async Task A_restoration_that_was_cut_off_is_completed_by_the_next_sign_in()
    {
        using Person person = await app.NewPersonAsync();
        await person.SendAsync(HttpMethod.Delete, Path, Confirmed);
        IDocumentStore store = app.Services.GetRequiredService<IDocumentStore>();
        await store.UpdateAsync<User>(person.Id, person.Id, user => user with { DeletionAt = null });
        (await person.GetAsync("/api/v1/auth/me")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await person.PostAsync("/api/v1/auth/login")).Status.ShouldBe(HttpStatusCode.OK);
        (await person.GetAsync("/api/v1/auth/me")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Once_the_erasure_has_begun_nobody_comes_back()
    {
        using Person person = await app.NewPersonAsync();
        await person.SendAsync(HttpMethod.Delete, Path, Confirmed);
        IDocumentStore store = app.Services.GetRequiredService<IDocumentStore>();
        await store.UpdateAsync<User>(
            person.Id, person.Id, user => user with { ErasureStartedAt = app.Time.GetUtcNow() });
        (await person.PostAsync("/api/v1/auth/login")).ShouldBeError(HttpStatusCode.Forbidden, "ACCOUNT_DELETED");
    }

    private static int Count(TestApp app, Person person, string kind) =>
        app.Mails.To(person.Email).Count(mail => mail.Id.StartsWith(kind, StringComparison.Ordinal));
}
