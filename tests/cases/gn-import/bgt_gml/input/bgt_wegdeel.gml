<?xml version="1.0" encoding="UTF-8"?>
<CityModel xmlns:gml="http://www.opengis.net/gml" xmlns:imgeo="http://www.geostandaarden.nl/imgeo/2.1" xmlns="http://www.opengis.net/citygml/2.0">
<cityObjectMember><TrafficArea gml:id="bw1">
<creationDate>2014-01-01</creationDate>
<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging>
<imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>G0396.w1</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<imgeo:bgt-status>bestaand</imgeo:bgt-status><imgeo:plus-status>geenWaarde</imgeo:plus-status>
<function>rijbaan lokale weg</function><surfaceMaterial>open verharding</surfaceMaterial><imgeo:geometrie2dWegdeel><gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:LinearRing><gml:posList>105000 501990 105050 501990 105050 502000 105000 502000 105000 501990</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></imgeo:geometrie2dWegdeel><imgeo:plus-fysiekVoorkomenWegdeel>tegels</imgeo:plus-fysiekVoorkomenWegdeel><imgeo:kruinlijnWegdeel><gml:LineString><gml:posList>0 0 1 1</gml:posList></gml:LineString></imgeo:kruinlijnWegdeel></TrafficArea></cityObjectMember>
<cityObjectMember><TrafficArea gml:id="bw2">
<creationDate>2014-01-01</creationDate>
<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging>
<imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>G0396.w2</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<imgeo:bgt-status>bestaand</imgeo:bgt-status><imgeo:plus-status>geenWaarde</imgeo:plus-status>
<function>voetpad</function><surfaceMaterial>open verharding</surfaceMaterial><imgeo:geometrie2dWegdeel><gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:Ring><gml:curveMember><gml:Curve><gml:segments><gml:Arc><gml:posList>105100 502000 105110 502010 105120 502000</gml:posList></gml:Arc><gml:LineStringSegment><gml:posList>105120 502000 105100 502000</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve></gml:curveMember></gml:Ring></gml:exterior></gml:Polygon></imgeo:geometrie2dWegdeel><imgeo:plus-fysiekVoorkomenWegdeel>tegels</imgeo:plus-fysiekVoorkomenWegdeel><imgeo:kruinlijnWegdeel><gml:LineString><gml:posList>0 0 1 1</gml:posList></gml:LineString></imgeo:kruinlijnWegdeel></TrafficArea></cityObjectMember>
<cityObjectMember><TrafficArea gml:id="bw3">
<creationDate>2014-01-01</creationDate>
<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>1</imgeo:relatieveHoogteligging>
<imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>G0396.w3</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<imgeo:bgt-status>bestaand</imgeo:bgt-status><imgeo:plus-status>geenWaarde</imgeo:plus-status>
<function>fietspad</function><surfaceMaterial>open verharding</surfaceMaterial><imgeo:geometrie2dWegdeel><gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:LinearRing><gml:posList>105000 501980 105020 501980 105020 502020 105000 502020 105000 501980</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></imgeo:geometrie2dWegdeel><imgeo:plus-fysiekVoorkomenWegdeel>tegels</imgeo:plus-fysiekVoorkomenWegdeel><imgeo:kruinlijnWegdeel><gml:LineString><gml:posList>0 0 1 1</gml:posList></gml:LineString></imgeo:kruinlijnWegdeel></TrafficArea></cityObjectMember>
<cityObjectMember><TrafficArea gml:id="bw4">
<creationDate>2014-01-01</creationDate>
<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging>
<imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>G0396.w4</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<imgeo:bgt-status>bestaand</imgeo:bgt-status><imgeo:plus-status>geenWaarde</imgeo:plus-status>
<function>rijbaan lokale weg</function><surfaceMaterial>open verharding</surfaceMaterial><imgeo:geometrie2dWegdeel><gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:LinearRing><gml:posList>105200 502000 105210 502010 105210 502000 105200 502010 105200 502000</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></imgeo:geometrie2dWegdeel><imgeo:plus-fysiekVoorkomenWegdeel>tegels</imgeo:plus-fysiekVoorkomenWegdeel><imgeo:kruinlijnWegdeel><gml:LineString><gml:posList>0 0 1 1</gml:posList></gml:LineString></imgeo:kruinlijnWegdeel></TrafficArea></cityObjectMember>
<cityObjectMember><TrafficArea gml:id="bw5">
<creationDate>2014-01-01</creationDate>
<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging>
<imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>G0396.w5</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<imgeo:bgt-status>bestaand</imgeo:bgt-status><imgeo:plus-status>geenWaarde</imgeo:plus-status>
<function>voetpad</function></TrafficArea></cityObjectMember>
</CityModel>
