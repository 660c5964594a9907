using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Understudy.Domain.Notifications;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Accounts;

/// <summary>Taking one's data along. Clone §10.5.</summary>
public sealed partial class ExportTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Path = "/api/v1/account/export";

    [Fact]
    public async Task An_export_has_all_that_a_person_owns_and_nothing_else()
    {
        using Person stranger = await app.NewPersonAsync();
        await stranger.MadeVideoAsync(title: "Of a stranger");
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        string video = await person.MadeVideoAsync(models, title: "日本 <b>&</b>");
        string waiting = (await person.CreateModelAsync("video", "Not there yet")).Text("model.id");
        await person.PatchAsync("/api/v1/settings", """{"language":"en"}""");
        await person.PostAsync("/api/v1/users/profile", ContractExample.Of("3.1-request").Body());

        Answer requested = await person.PostAsync(Path);
        requested.Status.ShouldBe(HttpStatusCode.Accepted);
        Mail mail = await app.Mails.AwaitAsync(person.Email, "export-ready-");
        mail.Subject.ShouldBe("Your data export is ready");
        using ZipArchive archive = await DownloadAsync(LinkIn(mail));

        archive.Entries.Select(entry => entry.FullName).ShouldBe(
            [
                "README.txt", "account/firebase.json", "account/user.json", "account/profile.json", "account/settings.json",
                $"models/video/{models.Video}.json", $"models/video/{models.Video}.mp4", $"models/video/{models.Video}.jpg",
                $"models/voice/{models.Voice}.json", $"models/voice/{models.Voice}.wav",
                $"models/video/{waiting}.json",
                $"videos/{video}.json", $"videos/{video}.mp4", $"videos/{video}.jpg", $"videos/{video}.vtt",
                "wallets/clone.minutes.json", "wallets/clone.minutes.entries.json",
            ],
            ignoreOrder: true);
        archive.GetEntry($"videos/{video}.mp4")!.Length.ShouldBe(2000);
        archive.GetEntry($"models/video/{models.Video}.mp4")!.Length.ShouldBe(1000);
        Json(archive, "account/user.json")["email"]!.GetValue<string>().ShouldBe(person.Email);
        Json(archive, "account/profile.json")["answers"]!["role"]!.GetValue<string>().ShouldBe("manager");
        Json(archive, $"videos/{video}.json")["title"]!.GetValue<string>().ShouldBe("日本 <b>&</b>");
        Json(archive, "wallets/clone.minutes.entries.json").AsArray().Count.ShouldBe(2);
        Text(archive, "README.txt").ShouldContain("This archive holds what Understudy keeps about you.");
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string text = Text(archive, entry.FullName);
            text.ShouldNotContain(stranger.Id);
            text.ShouldNotContain("Of a stranger");
            text.ShouldNotContain("signature=");
        }
    }

    [Fact]
    public async Task One_export_is_made_at_a_time_however_often_it_is_asked_for()
    {
        using Person person = await app.NewPersonAsync();
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => person.PostAsync(Path)));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Accepted);
        Mail first = await app.Mails.AwaitAsync(person.Email, "export-ready-");
        answers.Select(answer => answer.Text("estimated_completion")).Distinct().Count().ShouldBe(1);
        first.To.ShouldBe(person.Email);

        // Nor when it is ready.
        Answer again = await person.PostAsync(Path);
        again.Status.ShouldBe(HttpStatusCode.Accepted);
        again.Text("estimated_completion").ShouldBe(answers[0].Text("estimated_completion"));
        using HttpClient anybody = app.Anonymous();
        using HttpResponseMessage there = await anybody.GetAsync(LinkIn(first));
        there.StatusCode.ShouldBe(HttpStatusCode.OK);
        app.Mails.To(person.Email).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_link_lives_for_7_days_and_the_file_no_longer()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await own.App.NewPersonAsync();
        await person.PostAsync(Path);
        Mail mail = await own.App.Mails.AwaitAsync(person.Email, "export-ready-");
        mail.Subject.ShouldBe("データのエクスポートが完了しました");
        string link = LinkIn(mail);

        own.App.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        using HttpClient anybody = own.App.Anonymous();
        using HttpResponseMessage there = await anybody.GetAsync(link);
        there.StatusCode.ShouldBe(HttpStatusCode.OK);
        there.Content.Headers.ContentDisposition!.FileName.ShouldNotBeNull().ShouldStartWith("understudy-export-");
        own.App.Time.Advance(TimeSpan.FromMinutes(2));
        using HttpResponseMessage gone = await anybody.GetAsync(link);
        gone.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await Eventually.HoldsAsync(
            () => !own.App.HasMedia($"library/exports/{person.Id}"), "the archive is deleted");
    }

    [Fact]
    public async Task A_newer_export_takes_the_place_of_the_last_one_a_day_later()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await own.App.NewPersonAsync();
        await person.PostAsync(Path);
        Mail first = await own.App.Mails.AwaitAsync(person.Email, "export-ready-");
        own.App.Time.Advance(TimeSpan.FromDays(1));
        await person.SignInAgainAsync();
        await person.PostAsync(Path);
        await Eventually.HoldsAsync(() => own.App.Mails.To(person.Email).Count == 2, "the second one is announced");
        own.App.Mails.To(person.Email)[1].Id.ShouldNotBe(first.Id);
        using HttpClient anybody = own.App.Anonymous();
        using HttpResponseMessage gone = await anybody.GetAsync(LinkIn(first));
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_mail_that_is_refused_is_sent_again()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await own.App.NewPersonAsync();
        own.App.Mails.Refusals = 3;
        await person.PostAsync(Path);
        await own.App.AdvanceUntilAsync(
            TimeSpan.FromMinutes(1), () => Task.FromResult(own.App.Mails.To(person.Email).Count), count => count == 1);
    }

    internal static string LinkIn(Mail mail) => Link().Match(mail.Text).Value;

    private async Task<ZipArchive> DownloadAsync(string link)
    {
        using HttpClient anybody = app.Anonymous();
        return new ZipArchive(new MemoryStream(await anybody.GetByteArrayAsync(link)));
    }

    private static JsonNode Json(ZipArchive archive, string path) => JsonNode.Parse(Text(archive, path))!;

    private static string Text(ZipArchive archive, string path)
    {
        using StreamReader reader = new(archive.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"http\S+")]
    private static partial Regex Link();
}
