using System.Net;
using System.Net.Http.Json;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>People who make films, and what they do most.</summary>
internal static class FilmPeople
{
    public const string Base = "/filmstudio/api";
    public const string Password = "SecurePass123!";

    /// <summary>Registers somebody new.</summary>
    public static async Task<Person> NewAsync(TestApp app)
    {
        string email = $"{Guid.NewGuid():N}@example.com";
        using HttpClient http = app.Anonymous();
        Answer answer = await http.RegisterFilmPersonAsync(email);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.ToString());
        return Person.WithSession(app, email, answer.Text("user.id"), answer.Text("token"));
    }

    /// <summary>FilmStudio, POST /users/register.</summary>
    public static async Task<Answer> RegisterFilmPersonAsync(
        this HttpClient http, string email, string password = Password, string name = "John Doe") =>
        await Answer.OfAsync(await http.PostAsJsonAsync($"{Base}/users/register", new { email, password, name }));
}
