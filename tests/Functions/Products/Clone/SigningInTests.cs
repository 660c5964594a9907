using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>Accounts and the development identity. Clone §2.</summary>
public sealed class SigningInTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task The_first_sign_in_creates_the_account_and_the_next_one_finds_it()
    {
        using HttpClient http = await BearerAsync("First.Person@example.com");
        Answer first = await Answer.OfAsync(await http.PostAsync("/api/v1/auth/login", content: null));
        first.Status.ShouldBe(HttpStatusCode.Created);
        first.Text("user.email").ShouldBe("First.Person@example.com");
        first.Text("user.name").ShouldBe("First.Person");
        Answer second = await Answer.OfAsync(await http.PostAsync("/api/v1/auth/login", content: null));
        second.Status.ShouldBe(HttpStatusCode.OK);
        second.Text("user.id").ShouldBe(first.Text("user.id"));
    }

    [Fact]
    public async Task The_case_of_an_address_does_not_matter()
    {
        using HttpClient one = await BearerAsync("case@example.com");
        using HttpClient other = await BearerAsync("CASE@Example.com");
        Answer first = await Answer.OfAsync(await one.PostAsync("/api/v1/auth/login", content: null));
        Answer second = await Answer.OfAsync(await other.PostAsync("/api/v1/auth/login", content: null));
        second.Status.ShouldBe(HttpStatusCode.OK);
        second.Text("user.id").ShouldBe(first.Text("user.id"));
    }

    [Fact]
    public async Task Signing_in_for_the_first_time_many_times_at_once_makes_one_account()
    {
        using HttpClient http = await BearerAsync("at-once@example.com");
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
            await Answer.OfAsync(await http.PostAsync("/api/v1/auth/login", content: null))));
        answers.Select(answer => answer.Text("user.id")).Distinct().Count().ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(19);
    }

    [Fact]
    public async Task A_new_account_is_on_the_free_plan_until_the_end_of_the_month()
    {
        using Person person = await app.NewPersonAsync();
        Answer me = await person.GetAsync("/api/v1/auth/me");
        me.Text("subscription.plan_type").ShouldBe("free");
        me.Text("subscription.status").ShouldBe("active");
        var end = DateTimeOffset.Parse(
            me.Text("subscription.current_period_end"), System.Globalization.CultureInfo.InvariantCulture);
        end.Day.ShouldBe(1);
        end.ShouldBeGreaterThan(app.Time.GetUtcNow());
        end.ShouldBeLessThan(app.Time.GetUtcNow().AddDays(32));
    }

    [Theory]
    [InlineData("""{"email":"a@b.c"}""")]
    [InlineData("""{"email":"a@b.c","name":"Ann"}""")]
    [InlineData("""{"email":"日本@例え.jp","name":"花子"}""")]
    public async Task A_development_token_is_given_to_whoever_asks(string body)
    {
        Answer answer = await AskForTokenAsync(body);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Body!.AsObject().Select(field => field.Key).ShouldBe(["id_token", "expires_in"]);
        answer.Number("expires_in").ShouldBe(3600);
        using HttpClient http = app.Anonymous();
        http.DefaultRequestHeaders.Authorization = new("Bearer", answer.Text("id_token"));
        using HttpResponseMessage login = await http.PostAsync("/api/v1/auth/login", content: null);
        login.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("nonsense", "body")]
    [InlineData("[]", "body")]
    [InlineData("{}", "email")]
    [InlineData("""{"email":null}""", "email")]
    [InlineData("""{"email":7}""", "email")]
    [InlineData("""{"email":""}""", "email")]
    [InlineData("""{"email":"nobody"}""", "email")]
    [InlineData("""{"email":"@example.com"}""", "email")]
    [InlineData("""{"email":"somebody@"}""", "email")]
    [InlineData("""{"email":"some body@example.com"}""", "email")]
    [InlineData("""{"email":"a\nb@example.com"}""", "email")]
    [InlineData("""{"email":"a@example.com","name":5}""", "name")]
    public async Task A_development_token_is_for_an_address(string body, string field) =>
        (await AskForTokenAsync(body)).ShouldBeInvalid(field);

    [Fact]
    public async Task A_name_in_the_token_becomes_the_display_name()
    {
        Answer token = await AskForTokenAsync("""{"email":"named@example.com","name":"John Doe"}""");
        using HttpClient http = app.Anonymous();
        http.DefaultRequestHeaders.Authorization = new("Bearer", token.Text("id_token"));
        Answer login = await Answer.OfAsync(await http.PostAsync("/api/v1/auth/login", content: null));
        login.Text("user.name").ShouldBe("John Doe");
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void Outside_of_development_the_app_does_not_start_with_the_local_identity_provider(string environment)
    {
        using TempFolder folder = new();
        InvalidOperationException refusal = Should.Throw<InvalidOperationException>(
            () => TestApp.Builder(folder.Path, environment));
        refusal.Message.ShouldContain("Development environment only");
    }

    private async Task<HttpClient> BearerAsync(string email)
    {
        HttpClient http = app.Anonymous();
        http.DefaultRequestHeaders.Authorization = new("Bearer", await Person.TokenAsync(http, email));
        return http;
    }

    private async Task<Answer> AskForTokenAsync(string body)
    {
        using HttpClient http = app.Anonymous();
        using StringContent content = new(body, System.Net.Http.Headers.MediaTypeHeaderValue.Parse("application/json"));
        return await Answer.OfAsync(await http.PostAsync("/dev/token", content));
    }
}
