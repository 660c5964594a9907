using System.Net;
using System.Text.Json.Nodes;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>Everybody who has an account, for administrators. FilmStudio, GET /admin/users.</summary>
public sealed class AdminUserTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Users = $"{FilmPeople.Base}/admin/users";

    [Fact]
    public async Task Administrators_alone_get_in()
    {
        using Person person = await FilmPeople.NewAsync(app);
        using Person admin = await FilmPeople.NewAdminAsync(app);
        using HttpClient http = app.Anonymous();
        string grant = $"{Users}/{person.Id}/grant-credits";
        foreach (string path in new[] { Users, $"{Users}?limit=0", $"{FilmPeople.Base}/admin/analytics" })
        {
            ShouldBe(await person.GetAsync(path), HttpStatusCode.Forbidden, "Insufficient permissions");
            ShouldBe(await Answer.OfAsync(await http.GetAsync(path)), HttpStatusCode.Unauthorized, "Authentication required");
        }
        ShouldBe(await person.PostAsync(grant, new { }), HttpStatusCode.Forbidden, "Insufficient permissions");
        ShouldBe(
            await Answer.OfAsync(await http.PostAsync(grant, null)), HttpStatusCode.Unauthorized, "Authentication required");
        (await admin.GetAsync(Users)).Status.ShouldBe(HttpStatusCode.OK);
        (await admin.GetAsync($"{FilmPeople.Base}/admin/analytics")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_named_administrator_of_development_is_one()
    {
        using HttpClient http = app.Anonymous();
        Answer admin = await http.RegisterFilmPersonAsync("admin@example.com");
        if (admin.Status == HttpStatusCode.Conflict) admin = await http.LoginFilmPersonAsync("admin@example.com");
        using var person = Person.WithSession(app, "admin@example.com", admin.Text("user.id"), admin.Text("token"));
        (await person.GetAsync(Users)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task People_are_told_as_in_the_contract_the_newest_first_and_of_all_products()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person admin = await FilmPeople.NewAdminAsync(own.App);
        using Person clone = await own.App.NewPersonAsync();
        using Person newest = await FilmPeople.NewAsync(own.App);
        Answer list = await admin.GetAsync(Users);
        ContractExample.Parse(
            """
            {
              "users": [
                {
                  "id": "uuid", "email": "user@example.com", "name": "John Doe", "tier": "pro", "credits": 15,
                  "createdAt": "2025-12-31T17:00:00Z"
                }
              ],
              "page": 1, "limit": 20, "total": 150
            }
            """).ShouldMatch(list);
        list["users"]!.AsArray().Select(user => (string)user!["id"]!).ShouldBe([newest.Id, clone.Id, admin.Id]);
        (list.Number("page"), list.Number("limit"), list.Number("total")).ShouldBe((1, 20, 3));
        // Who has never been here has what he would find.
        list["users"]!.AsArray().ShouldAllBe(user => (int)user!["credits"]! == 3 && (string)user["tier"]! == "free");
    }

    [Fact]
    public async Task They_are_found_by_parts_of_address_and_name_and_by_tier_page_by_page()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person admin = await FilmPeople.NewAdminAsync(own.App);
        using HttpClient http = own.App.Anonymous();
        string[] names = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "Ada Yonath", "Édouard Lucas"];
        for (int number = 0; number < names.Length; number++)
            await http.RegisterFilmPersonAsync($"person{number}@studio.example", name: names[number]);
        await Found("search=ADA", "Ada Yonath", "Ada Lovelace");
        await Found("search=a l", "Ada Lovelace");
        await Found("search=éDOUARD", "Édouard Lucas");
        await Found("search=person3@", "Ada Yonath");
        await Found("search=%20studio.example%20", [.. names.Reverse()]);
        await Found("search=nobody");
        await Found("search=ada&limit=1&page=2", "Ada Lovelace");
        await Found("search=ada&limit=1&page=3");
        (await admin.GetAsync($"{Users}?search=ada&limit=1&page=3")).Number("total").ShouldBe(2);

        Answer grace = await admin.GetAsync($"{Users}?search=grace");
        using Person subscriber = await LoginAsync(own.App, "person1@studio.example");
        await SubscribeAsync(subscriber);
        await Found("search=studio&tier=pro", "Grace Hopper");
        await Found("search=studio&tier=free&limit=2", "Édouard Lucas", "Ada Yonath");
        (await admin.GetAsync($"{Users}?search=studio&tier=free")).Number("total").ShouldBe(4);
        JsonNode pro = (await admin.GetAsync($"{Users}?tier=pro"))["users"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)pro["id"]!, (string)pro["tier"]!, (int)pro["credits"]!).ShouldBe((grace.Text("users.0.id"), "pro", 30));

        await subscriber.SendAsync(HttpMethod.Put, $"{FilmPeople.Base}/users/profile", new { name = "Admiral Hopper" });
        await Found("search=grace");
        await Found("search=admiral", "Admiral Hopper");

        async Task Found(string query, params string[] wanted)
        {
            Answer page = await admin.GetAsync($"{Users}?{query}");
            page.Status.ShouldBe(HttpStatusCode.OK, page.ToString());
            page["users"]!.AsArray().Select(user => (string)user!["name"]!).ShouldBe(wanted, query);
        }
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=1000001", "page")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("tier=gold", "tier")]
    [InlineData("tier=PRO", "tier")]
    [InlineData("search=a%01b", "search")]
    public async Task What_makes_no_sense_is_refused(string query, string field)
    {
        using Person admin = await FilmPeople.NewAdminAsync(app);
        (await admin.GetAsync($"{Users}?{query}")).ShouldBeWrong(field);
    }

    [Theory]
    [InlineData("page=1000000&limit=100")]
    [InlineData("limit=1&tier=free&search=")]
    public async Task What_is_just_within_the_bounds_is_not(string query)
    {
        using Person admin = await FilmPeople.NewAdminAsync(app);
        (await admin.GetAsync($"{Users}?{query}")).Status.ShouldBe(HttpStatusCode.OK);
        (await admin.GetAsync($"{Users}?search={new string('x', 254)}")).Status.ShouldBe(HttpStatusCode.OK);
        (await admin.GetAsync($"{Users}?search={new string('x', 255)}")).ShouldBeWrong("search");
    }

    [Fact]
    public async Task A_page_looks_for_what_has_changed_in_one_partition_and_reads_the_rest_by_id()
    {
        using Person admin = await FilmPeople.NewAdminAsync(app);
        (await admin.GetAsync($"{Users}?search=example&limit=10")).Status.ShouldBe(HttpStatusCode.OK);
        StoreUse.Of("FilmStudio-AdminUser-List").SelectMany(uses => uses).ShouldBeSubsetOf(
            ["find session", "query directoryEntry", "find wallet", "find subscription", "find user"]);
    }

    private static async Task<Person> LoginAsync(TestApp app, string email)
    {
        using HttpClient http = app.Anonymous();
        Answer login = await http.LoginFilmPersonAsync(email);
        return Person.WithSession(app, email, login.Text("user.id"), login.Text("token"));
    }

    private static async Task SubscribeAsync(Person person)
    {
        Answer checkout = await person.PostAsync($"{FilmPeople.Base}/plans/pro/subscribe");
        await person.PressAsync(checkout.Text("redirectUrl"), ("action", "pay"));
        await Eventually.GetAsync(() => person.CreditsAsync(), credits => credits == 30);
    }

    private static void ShouldBe(Answer answer, HttpStatusCode status, string error)
    {
        answer.Status.ShouldBe(status, answer.ToString());
        answer.Body!.ToJsonString().ShouldBe($$"""{"error":"{{error}}"}""");
    }
}
