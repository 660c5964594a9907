using System.Net;
using System.Net.Http.Json;
using Understudy.Functions.Tests.Products.VideoSystem;
using Understudy.Functions.Tests.Products.VoiceCloning;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>Accounts, and who one is. FilmStudio, User Service APIs.</summary>
public sealed class UserTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly ContractExample _signedIn = ContractExample.Parse(
        """
        {
          "user": { "id": "uuid", "email": "user@example.com", "name": "John Doe", "tier": "free", "credits": 3 },
          "token": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9..."
        }
        """);

    private readonly string _email = $"{Guid.NewGuid():N}@example.com";

    [Fact]
    public async Task Whoever_registers_and_logs_in_is_told_as_in_the_contract()
    {
        using HttpClient http = app.Anonymous();
        Answer registered = await http.RegisterFilmPersonAsync(_email);
        registered.Status.ShouldBe(HttpStatusCode.Created, registered.ToString());
        Answer loggedIn = await LoginAsync(_email);
        loggedIn.Status.ShouldBe(HttpStatusCode.OK, loggedIn.ToString());
        foreach (Answer answer in new[] { registered, loggedIn })
        {
            _signedIn.ShouldMatch(answer);
            answer["user"]!.ToJsonString().ShouldBe(
                $$"""{"id":"{{registered.Text("user.id")}}","email":"{{_email}}","name":"John Doe","tier":"free","credits":3}""");
        }
        using var person = Person.WithSession(app, _email, loggedIn.Text("user.id"), loggedIn.Text("token"));
        Answer profile = await person.GetAsync($"{FilmPeople.Base}/users/profile");
        ContractExample.Parse(
            """
            {
              "id": "uuid", "email": "user@example.com", "name": "John Doe", "tier": "free", "credits": 3,
              "createdAt": "2025-12-31T17:00:00Z"
            }
            """).ShouldMatch(profile);
        Answer changed = await person.SendAsync(
            HttpMethod.Put, $"{FilmPeople.Base}/users/profile", new { name = " Jane Doe " });
        changed.Status.ShouldBe(HttpStatusCode.OK, changed.ToString());
        ContractExample.Parse("""{ "id": "uuid", "email": "user@example.com", "name": "Jane Doe", "tier": "free" }""")
            .ShouldMatch(changed);
        changed.Text("name").ShouldBe("Jane Doe");
        (await person.GetAsync($"{FilmPeople.Base}/users/profile")).Text("name").ShouldBe("Jane Doe");
    }

    [Fact]
    public async Task An_address_is_taken_once_whatever_its_case()
    {
        using HttpClient http = app.Anonymous();
        await http.RegisterFilmPersonAsync(_email);
        foreach (string again in new[] { _email, _email.ToUpperInvariant() })
            (await http.RegisterFilmPersonAsync(again)).ShouldFail(HttpStatusCode.Conflict, "Email already registered");
        (await LoginAsync(_email.ToUpperInvariant())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_what_is_wrong_the_first_is_told_and_all_are_listed()
    {
        using HttpClient http = app.Anonymous();
        (await PostAsync(http, "register", new { email = "nonsense", password = "short" }))
            .ShouldBeWrong("email", "password", "name");
        Answer one = await PostAsync(http, "register", new { email = "nonsense", password = "long enough", name = "A" });
        one.ShouldBeWrong("email");
        one["details"]!.AsObject().Select(pair => pair.Key).ShouldBe(["field", "message"]);
        (await PostAsync(http, "login", new { email = "nonsense" })).ShouldBeWrong("email", "password");
    }

    [Fact]
    public async Task What_is_no_address_is_told_in_the_contracts_words()
    {
        using HttpClient http = app.Anonymous();
        Answer refused = await http.RegisterFilmPersonAsync("nonsense");
        refused.ShouldBeWrong("email");
        refused["details"]!.ToJsonString().ShouldBe("""{"field":"email","message":"Invalid email format"}""");
        (await LoginAsync("nonsense")).Text("details.message").ShouldBe("Invalid email format");
    }

    [Fact]
    public async Task A_password_is_taken_as_it_was_typed_white_space_and_all()
    {
        using HttpClient http = app.Anonymous();
        const string Typed = " 123456 ";
        (await http.RegisterFilmPersonAsync(_email, Typed)).Status.ShouldBe(HttpStatusCode.Created);
        (await LoginAsync(_email, Typed)).Status.ShouldBe(HttpStatusCode.OK);
        foreach (string another in new[] { Typed.Trim(), Typed.TrimEnd(), $"{Typed} " })
            (await LoginAsync(_email, another)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        Answer tooLong = await http.RegisterFilmPersonAsync($"x{_email}", new string('x', 120) + new string(' ', 9));
        tooLong.ShouldBeWrong("password");
        tooLong.Text("details.message").ShouldBe("Must have 8 to 128 characters.");
        (await http.RegisterFilmPersonAsync($"x{_email}", "1234567\t")).ShouldBeWrong("password");
    }

    [Theory]
    [InlineData("password", 7, false)]
    [InlineData("password", 8, true)]
    [InlineData("password", 128, true)]
    [InlineData("password", 129, false)]
    [InlineData("name", 0, false)]
    [InlineData("name", 1, true)]
    [InlineData("name", 100, true)]
    [InlineData("name", 101, false)]
    public async Task What_one_registers_with_has_bounds(string field, int length, bool isRight)
    {
        using HttpClient http = app.Anonymous();
        string text = new('x', length);
        Answer answer = await http.RegisterFilmPersonAsync(
            _email, field == "password" ? text : FilmPeople.Password, field == "name" ? text : "John Doe");
        if (isRight) answer.Status.ShouldBe(HttpStatusCode.Created, answer.ToString());
        else answer.ShouldBeWrong(field);
    }

    [Fact]
    public async Task A_name_is_changed_within_its_bounds()
    {
        using Person person = await FilmPeople.NewAsync(app);
        foreach ((object body, bool isRight) in new (object, bool)[]
        {
            (new { name = "" }, false), (new { }, false), (new { name = 5 }, false), (new { name = new string('x', 101) }, false),
            (new { name = "x" }, true), (new { name = new string('x', 100) }, true),
        })
        {
            Answer answer = await person.SendAsync(HttpMethod.Put, $"{FilmPeople.Base}/users/profile", body);
            if (isRight) answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
            else answer.ShouldBeWrong("name");
        }
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_address_and_no_token_are_told_in_the_contracts_words()
    {
        using HttpClient http = app.Anonymous();
        await http.RegisterFilmPersonAsync(_email);
        foreach (Answer answer in new[]
        {
            await LoginAsync(_email, "another password"), await LoginAsync("nobody@example.com"),
            await Answer.OfAsync(await http.GetAsync($"{FilmPeople.Base}/users/profile")),
        })
        {
            answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Body!.ToJsonString().ShouldBe("""{"error":"Authentication required"}""");
        }
    }

    [Fact]
    public async Task One_has_one_account_in_all_products()
    {
        using Person creator = await Creator.NewAsync(app);
        Answer here = await LoginAsync(creator.Email, Creator.Password);
        here.Text("user.id").ShouldBe(creator.Id);
        here.Number("user.credits").ShouldBe(3);
        using HttpClient http = app.Anonymous();
        (await http.RegisterFilmPersonAsync(creator.Email)).Status.ShouldBe(HttpStatusCode.Conflict);
        await http.RegisterFilmPersonAsync(_email);
        (await app.LoginAsync(_email, FilmPeople.Password)).Status.ShouldBe(HttpStatusCode.OK);
        // A token of one product is none in another.
        (await creator.GetAsync($"{FilmPeople.Base}/users/profile")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<Answer> LoginAsync(string email, string password = FilmPeople.Password)
    {
        using HttpClient http = app.Anonymous();
        return await http.LoginFilmPersonAsync(email, password);
    }

    private static async Task<Answer> PostAsync(HttpClient http, string what, object body) =>
        await Answer.OfAsync(await http.PostAsJsonAsync($"{FilmPeople.Base}/users/{what}", body));
}
