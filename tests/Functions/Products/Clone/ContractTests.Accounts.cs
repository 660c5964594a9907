using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Clone;

/// <content>Sections 3 and 10.</content>
public sealed partial class ContractTests
{
    private async Task WalkAccountAsync()
    {
        using Person person = await app.NewPersonAsync();
        Answer saved = await person.PostAsync("/api/v1/users/profile", ContractExample.Of("3.1-request").Body());
        saved.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("3.1-200").ShouldMatch(saved);
        saved.Text("profile.user_id").ShouldBe(person.Id);
        Answer read = await person.GetAsync("/api/v1/users/profile");
        read.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("3.2-200").ShouldMatch(read);
        read.Body!.ToJsonString().ShouldBe(saved.Body!.ToJsonString());
        ContractExample.Of("2.2-200").ShouldMatch(await person.GetAsync("/api/v1/auth/me"), nullable: ["avatar_url"]);

        Answer settings = await person.GetAsync("/api/v1/settings");
        settings.Status.ShouldBe(HttpStatusCode.OK);
        settings.Body!.ToJsonString().ShouldBe(ContractExample.Of("10.1-200").Body().ToJsonString());
        Answer changed = await person.PatchAsync("/api/v1/settings", ContractExample.Of("10.2-request").Body());
        changed.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("10.2-200").ShouldMatch(changed);
        changed["settings.email_notifications"]!.GetValue<bool>().ShouldBeFalse();
        changed.Text("settings.language").ShouldBe("en");
        changed.Text("settings.default_resolution").ShouldBe("1080p");

        Answer upload = await person.PostAsync("/api/v1/settings/avatar", ContractExample.Of("10.3-request").Body());
        upload.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("10.3-200").ShouldMatch(upload);
        upload.Text("upload.s3_key").ShouldBe($"avatars/{person.Id}/avatar.jpg");
        upload.Number("upload.expires_in_seconds").ShouldBe(3600);
        using Pictures pictures = new();
        (await person.PutAsync(upload.Text("upload.presigned_url"), await pictures.MakeAsync("a.jpg"), "image/jpeg"))
            .ShouldBe(HttpStatusCode.Created);
        Answer confirmed = await person.PostAsync("/api/v1/settings/avatar/confirm");
        confirmed.Status.ShouldBe(HttpStatusCode.OK, confirmed.ToString());
        ContractExample.Of("10.4-200").ShouldMatch(confirmed);

        Answer export = await person.PostAsync("/api/v1/account/export");
        export.Status.ShouldBe(HttpStatusCode.Accepted);
        ContractExample.Of("10.5-202").ShouldMatch(export);
        export.Text("message").ShouldBe(ContractExample.Of("10.5-202").Body()["message"]!.GetValue<string>());

        Answer deleted = await person.SendAsync(
            HttpMethod.Delete, "/api/v1/account", ContractExample.Of("10.6-request").Body());
        deleted.Status.ShouldBe(HttpStatusCode.OK);
        deleted.Body!.ToJsonString().ShouldBe(ContractExample.Of("10.6-200").Body().ToJsonString());
    }
}
