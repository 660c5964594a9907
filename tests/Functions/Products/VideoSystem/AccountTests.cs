using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VideoSystem;

/// <summary>VideoSystem, User Management.</summary>
public sealed class AccountTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Who_registers_is_signed_in_and_can_log_in_again()
    {
        using HttpClient http = app.Anonymous();
        string name = $"{Guid.NewGuid():N}";
        Answer registered = await http.RegisterAsync($"{name}@example.com", name);
        registered.Status.ShouldBe(HttpStatusCode.Created);
        registered.Text("data.user.username").ShouldBe(name);
        registered.Text("data.user.subscriptionTier").ShouldBe("FREE");
        registered.Number("data.user.storageUsed").ShouldBe(0);
        registered.Number("data.user.storageLimit").ShouldBe(1073741824);
        Answer login = await http.LoginAsync($"{name}@EXAMPLE.com", Creator.Password);
        login.Status.ShouldBe(HttpStatusCode.OK);
        using var person = Person.WithSession(app, name, login.Text("data.user.id"), login.Text("data.token"));
        Answer profile = await person.GetAsync($"{Creator.Base}/users/profile");
        profile.Text("data.id").ShouldBe(registered.Text("data.user.id"));
        profile.Text("data.createdAt").ShouldEndWith("Z");
        await Eventually.HoldsAsync(
            () => app.Mails.To($"{name}@example.com").Count == 1, "a mail to prove the address");
    }

    [Fact]
    public async Task An_address_and_a_username_belong_to_one_account_in_whatever_case()
    {
        using HttpClient http = app.Anonymous();
        string name = $"ann{Guid.NewGuid():N}";
        await http.RegisterAsync($"{name}@example.com", name);
        (await http.RegisterAsync($"{name.ToUpperInvariant()}@example.com", $"{name}2"))
            .ShouldFail(HttpStatusCode.Conflict, "USER_002", "email");
        (await http.RegisterAsync($"{name}2@example.com", name.ToUpperInvariant()))
            .ShouldFail(HttpStatusCode.Conflict, "USER_003", "username");
        (await http.RegisterAsync($"{name}2@example.com", $"{name}2")).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("nobody", "nob", "password", "email")]
    [InlineData("a@example.com", "ab", "password", "username")]
    [InlineData("a@example.com", "a b", "password", "username")]
    [InlineData("a@example.com", "abc", "1234567", "password")]
    [InlineData("", "", "", "email", "username", "password")]
    public async Task What_cannot_be_registered_names_every_field(
        string email, string username, string password, params string[] fields)
    {
        using HttpClient http = app.Anonymous();
        (await http.RegisterAsync(email, username, password)).ShouldFail(HttpStatusCode.BadRequest, "VAL_001", fields);
    }

    [Theory]
    [InlineData(3, 8)]
    [InlineData(50, 128)]
    public async Task Names_and_passwords_may_be_as_short_and_as_long_as_that(int username, int password)
    {
        using HttpClient http = app.Anonymous();
        string id = $"{Guid.NewGuid():N}{Guid.NewGuid():N}";
        (await http.RegisterAsync($"{id[..20]}@example.com", id[..username], new string('p', password)))
            .Status.ShouldBe(HttpStatusCode.Created);
        (await http.RegisterAsync($"{id[..21]}@example.com", id[..32], new string('p', 129)))
            .ShouldFail(HttpStatusCode.BadRequest, "VAL_001", "password");
        (await http.RegisterAsync($"{id[..21]}@example.com", id[..51], new string('p', 128)))
            .ShouldFail(HttpStatusCode.BadRequest, "VAL_001", "username");
    }

    [Fact]
    public async Task Whoever_does_not_know_the_password_is_told_the_same_as_whoever_does_not_exist()
    {
        using HttpClient http = app.Anonymous();
        string name = $"{Guid.NewGuid():N}";
        await http.RegisterAsync($"{name}@example.com", name);
        Answer wrong = await http.LoginAsync($"{name}@example.com", "something else");
        wrong.ShouldFail(HttpStatusCode.Unauthorized, "AUTH_001");
        Answer nobody = await http.LoginAsync($"{name}2@example.com", Creator.Password);
        nobody.ShouldFail(HttpStatusCode.Unauthorized, "AUTH_001");
        nobody.Text("error.message").ShouldBe(wrong.Text("error.message"));
        (await http.LoginAsync("", "")).ShouldFail(HttpStatusCode.BadRequest, "VAL_001", "email", "password");
    }

    [Fact]
    public async Task A_token_counts_for_a_day()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await Creator.NewAsync(own.App);
        own.App.Time.Advance(TimeSpan.FromHours(23));
        (await person.GetAsync($"{Creator.Base}/users/profile")).Status.ShouldBe(HttpStatusCode.OK);
        own.App.Time.Advance(TimeSpan.FromHours(2));
        Answer expired = await person.GetAsync($"{Creator.Base}/users/profile");
        expired.ShouldFail(HttpStatusCode.Unauthorized, "AUTH_002");
        expired.Header("WWW-Authenticate").ShouldBe("Bearer");
    }

    [Fact]
    public async Task A_token_of_another_product_does_not_count_here()
    {
        using Person firebase = await app.NewPersonAsync();
        (await firebase.GetAsync($"{Creator.Base}/users/profile")).ShouldFail(HttpStatusCode.Unauthorized, "AUTH_002");
        using Person mine = await Creator.NewAsync(app);
        (await mine.GetAsync("/trial/me")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
