using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>The directory of an app that had people before it had a directory, and of one that loses some.</summary>
public sealed class DirectoryTests
{
    private const string Users = $"{FilmPeople.Base}/admin/users";

    [Fact]
    public async Task An_app_that_already_has_thousands_finds_them_and_answers_as_a_list_would()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        IDocumentStore store = own.App.Services.GetRequiredService<IDocumentStore>();
        Random random = new(11);
        string[] words = ["Ada", "ada", "Bo", "Cäsar", "D'Arc", "Émile", "x"];
        DateTimeOffset begin = own.App.Time.GetUtcNow().AddDays(-60);
        List<User> model = [];
        for (int number = 0; number < 3_000; number++)
        {
            User user = new()
            {
                Id = new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0).ToString("D"),
                Email = $"{words[random.Next(words.Length)]}{random.Next(100)}.{number}@example.com",
                Name = $"{words[random.Next(words.Length)]} {words[random.Next(words.Length)]}",
                // In no order of ids, and no two at once.
                CreatedAt = begin.AddSeconds(number * 7919 % 3_001),
                UpdatedAt = begin,
            };
            model.Add(user);
            await store.CreateAsync(user);
        }
        using Person admin = await FilmPeople.NewAdminAsync(own.App);
        await own.App.AdvanceUntilAsync(
            TimeSpan.FromMinutes(1), () => admin.GetAsync(Users), list => list.Number("total") == 3_001);

        foreach (string? search in new[] { null, "ADA", "a 1", "cäsar", "1@example", "d'a", "nobody" })
        {
            string[] wanted =
            [
                .. model.Where(user => search is null || $"{user.Email}\n{user.Name}".ToLowerInvariant()
                        .Contains(search.ToLowerInvariant(), StringComparison.Ordinal))
                    .OrderByDescending(user => user.CreatedAt).Select(user => user.Id),
            ];
            if (search is null || admin.Email.Contains(search, StringComparison.OrdinalIgnoreCase)) wanted = [admin.Id, .. wanted];
            foreach (int page in new[] { 1, 2, (wanted.Length / 50) + 1, 1000 })
            {
                Answer list = await admin.GetAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{Users}?limit=50&page={page}&search={Uri.EscapeDataString(search ?? "")}"));
                list.Number("total").ShouldBe(wanted.Length, search);
                list["users"]!.AsArray().Select(user => (string)user!["id"]!)
                    .ShouldBe(wanted.Skip((page - 1) * 50).Take(50), $"{search} {page}");
            }
        }
    }

    [Fact]
    public async Task Whoever_is_erased_is_listed_no_more()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person admin = await FilmPeople.NewAdminAsync(own.App);
        using Person leaver = await own.App.NewPersonAsync();
        (await admin.GetAsync(Users)).Number("total").ShouldBe(2);
        (await leaver.SendAsync(HttpMethod.Delete, "/api/v1/account", """{"confirmation":"DELETE"}""")).Status
            .ShouldBe(HttpStatusCode.OK);
        own.App.Time.Advance(TimeSpan.FromDays(31));
        using HttpClient http = own.App.Anonymous();
        IDocumentStore store = own.App.Services.GetRequiredService<IDocumentStore>();
        await own.App.AdvanceUntilAsync(
            TimeSpan.FromMinutes(10), () => store.FindAsync<User>(leaver.Id, leaver.Id), user => user is null);
        Answer login = await http.LoginFilmPersonAsync(admin.Email);
        using var again = Person.WithSession(own.App, admin.Email, admin.Id, login.Text("token"));
        (await again.GetAsync(Users)).Number("total").ShouldBe(1);
    }
}
