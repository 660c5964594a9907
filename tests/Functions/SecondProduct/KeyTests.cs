using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Persistence;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.SecondProduct;

/// <summary>Idempotency keys where the body streams, and where the answer is a secret.</summary>
public sealed class KeyTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Path = "/second/v2/files";

    [Fact]
    public async Task A_form_that_is_sent_again_is_stored_once_whatever_its_boundary()
    {
        using Person person = await app.NewPersonAsync();
        byte[] picture = await FileTests.PictureAsync();
        Answer first = await SendAsync(person, "one", Form(picture, "a-boundary"));
        first.Status.ShouldBe(HttpStatusCode.Created, first.ToString());
        Answer again = await SendAsync(person, "one", Form(picture, "quite-another-boundary"));
        again.Body!.ToJsonString().ShouldBe(first.Body!.ToJsonString());
        again.Header("Idempotency-Replayed").ShouldBe("true");

        Answer other = await SendAsync(person, "one", Form(picture, "a-boundary", caption: "other"));
        other.Status.ShouldBe(HttpStatusCode.Conflict);
        other.Text("what").ShouldBe("key in use");
    }

    [Fact]
    public async Task A_form_that_was_refused_leaves_its_key_free()
    {
        using Person person = await app.NewPersonAsync();
        (await SendAsync(person, "two", Form("nothing"u8.ToArray(), "b"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(person, "two", Form(await FileTests.PictureAsync(), "b"))).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_body_that_declares_its_digest_has_to_be_it_and_need_not_be_read_again()
    {
        using Person person = await app.NewPersonAsync();
        byte[] picture = await FileTests.PictureAsync();
        using (HttpContent lie = Form(picture, "c"))
        {
            Declare(lie, new byte[32]);
            (await SendAsync(person, "three", lie)).Status.ShouldBe(HttpStatusCode.BadRequest);
        }
        using HttpContent form = Form(picture, "c");
        byte[] digest = SHA256.HashData(await form.ReadAsByteArrayAsync());
        Declare(form, digest);
        Answer first = await SendAsync(person, "four", form);
        first.Status.ShouldBe(HttpStatusCode.Created, first.ToString());
        using HttpContent same = Form(picture, "c");
        Declare(same, digest);
        (await SendAsync(person, "four", same)).Body!.ToJsonString().ShouldBe(first.Body!.ToJsonString());
    }

    [Fact]
    public async Task A_secret_is_told_once_and_not_kept()
    {
        using Person person = await app.NewPersonAsync();
        Answer first = await person.PostOnceAsync("five", "/second/v2/secrets");
        first.Text("data.secret").ShouldStartWith("sk-");
        Answer again = await person.PostOnceAsync("five", "/second/v2/secrets");
        again.Status.ShouldBe(HttpStatusCode.Conflict);
        DocumentPage<IdempotentRequest> kept = await app.Services.GetRequiredService<IDocumentStore>()
            .QueryAsync<IdempotentRequest>(new DocumentQuery { Partition = person.Id });
        StoredAnswer answer = kept.Items.ShouldHaveSingleItem().Value.Answer.ShouldNotBeNull();
        answer.Body.ShouldBeEmpty();
        answer.IsWithheld.ShouldBeTrue();
    }

    private static MultipartFormDataContent Form(byte[] file, string boundary, string? caption = null)
    {
        ByteArrayContent content = new(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        MultipartFormDataContent form = new(boundary) { { content, "file", "my.png" } };
        if (caption is not null) form.Add(new StringContent(caption), "caption");
        return form;
    }

    private static void Declare(HttpContent content, byte[] digest) =>
        content.Headers.TryAddWithoutValidation("Content-Digest", $"sha-256=:{Convert.ToBase64String(digest)}:").ShouldBeTrue();

    private static async Task<Answer> SendAsync(Person person, string key, HttpContent content)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Path) { Content = content };
        request.Headers.Add("Idempotency-Key", key);
        return await Answer.OfAsync(await person.Http.SendAsync(request));
    }
}
