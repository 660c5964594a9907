using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Ledger;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Sora;

/// <summary>People who use Sora, and what they do most.</summary>
internal static class SoraPeople
{
    public const string Base = "/sora/api";

    /// <summary>Somebody new, who has signed in and made an API key.</summary>
    public static async Task<Person> NewSoraPersonAsync(this TestApp app)
    {
        string email = $"{Guid.NewGuid():N}@example.com";
        using HttpClient http = app.Anonymous();
        Answer tokens = await Answer.OfAsync(await http.PostAsync($"{Base}/auth/test/login?email={email}", null));
        tokens.Status.ShouldBe(HttpStatusCode.OK, tokens.ToString());
        string token = tokens.Text("access_token");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Answer me = await Answer.OfAsync(await http.GetAsync($"{Base}/auth/me"));
        Answer key = await Answer.OfAsync(await http.PostAsync($"{Base}/auth/api-keys", null));
        return Person.WithSession(app, email, me.Text("id"), token, key.Text("api_key"));
    }

    /// <summary>Asks for a video of a prompt.</summary>
    public static Task<Answer> AskAsync(
        this Person person, string prompt = "A beautiful sunset", string quality = "standard", string? webhook = null) =>
        person.PostAsync($"{Base}/videos/text-to-video", new { prompt, quality, webhook_url = webhook });

    /// <summary>Asks for a video of a prompt; its task's id.</summary>
    public static async Task<string> TaskAsync(this Person person, string prompt = "A beautiful sunset")
    {
        Answer asked = await person.AskAsync(prompt);
        asked.Status.ShouldBe(HttpStatusCode.OK, asked.ToString());
        return asked.Text("task_id");
    }

    /// <summary>A task, once it has that status.</summary>
    public static Task<Answer> TaskAsync(this Person person, string id, string status) => Eventually.GetAsync(
        () => person.GetAsync($"{Base}/tasks/{id}"), task => task.Text("status") == status);

    /// <summary>How many credits a person can spend.</summary>
    public static async Task<int> CreditsAsync(this TestApp app, Person person) => (await app.Services
        .GetRequiredService<WalletLedger>().GetBalanceAsync(Credits.Wallet(person.Id))).Left;

    /// <summary>Gives a person credits.</summary>
    public static Task GiveAsync(this TestApp app, Person person, int amount, TimeSpan life) => app.Services
        .GetRequiredService<WalletLedger>().GrantAsync(
            Credits.Wallet(person.Id),
            new Grant($"gift-{Guid.NewGuid():N}", amount, "gift", app.Time.GetUtcNow() + life) { Kind = EntryKind.Purchased });

    /// <summary>Uploads a file.</summary>
    public static async Task<Answer> UploadAsync(
        this Person person, byte[] file, string name = "my.png", string? type = null, bool typeFirst = false)
    {
        using MultipartFormDataContent form = [];
        if (type is not null && typeFirst) form.Add(new StringContent(type), "file_type");
        form.Add(new ByteArrayContent(file), "file", name);
        if (type is not null && !typeFirst) form.Add(new StringContent(type), "file_type");
        return await Answer.OfAsync(await person.Http.PostAsync($"{Base}/videos/upload", form));
    }

    /// <summary>A picture of at least so many bytes.</summary>
    public static async Task<byte[]> PictureAsync(int bytes = 2048, string name = "a.png")
    {
        using Pictures pictures = new();
        byte[] picture = await pictures.MakeAsync(name, "color=red:size=64x64");
        // What stands behind its end, no decoder looks at.
        return picture.Length >= bytes ? picture : [.. picture, .. new byte[bytes - picture.Length]];
    }

    /// <summary>An error in the contract's form.</summary>
    public static void ShouldBeDetail(this Answer answer, HttpStatusCode status, string? detail = null)
    {
        answer.Status.ShouldBe(status, answer.ToString());
        answer.Body!.AsObject().Select(pair => pair.Key).ShouldBe(["detail"]);
        if (detail is not null) answer.Text("detail").ShouldBe(detail);
        else answer.Text("detail").ShouldNotBeEmpty();
    }

    /// <summary>A refusal of exactly this field.</summary>
    public static void ShouldBlame(this Answer answer, params object[] location)
    {
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, answer.ToString());
        JsonObject entry = answer["detail"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        entry.Select(pair => pair.Key).ShouldBe(["loc", "msg", "type"]);
        entry["loc"]!.AsArray().Select(part => part!.ToString()).ShouldBe(location.Select(part => part.ToString()));
    }
}
