import re
from tests.forms.conftest import *
def test_smoke(client, open_form):
    r = client.get(url())
    open("/tmp/kenes/fform.html","w").write(r.content.decode())
    assert r.status_code == 200
    token = re.search(r'name="token" value="([^"]+)"', r.content.decode())[1]
    r = client.post(url(), {**filled(), "token": token})
    open("/tmp/kenes/freceipt.html","w").write(r.content.decode())
    assert r.status_code == 200
    r = client.post(url(), {**filled(text=""), "token": token})
    print(r.status_code)
    r = client.get("/kk/track/")
    open("/tmp/kenes/ftrack.html","w").write(r.content.decode())
    assert 0
